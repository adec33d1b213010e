import { describe, expect, it } from 'vitest'
import { advisoriesOf, faultsOf } from './advisories.ts'

const one = { url: 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc', name: 'left', title: 'Reads too far' }
const answer = JSON.stringify({ vulnerabilities: { left: { via: [one] }, right: { via: ['left', one] } } })
const ledger = 'Last answered: 2026-11-20\n\n| GHSA-aaaa-bbbb-cccc | left | not reached |'

describe('the ledger of advisories', () => {
  it('has a line for each advisory, whoever brings the package', () => {
    const advisories = advisoriesOf(answer) ?? []
    expect(advisories).toEqual([one])
    expect(faultsOf(advisories, ledger, '2026-11-27')).toEqual([])
    expect(faultsOf(advisories, 'Last answered: 2026-11-20', '2026-11-27')).toEqual([
      expect.stringContaining('left: Reads too far'),
    ])
  })

  it('is seven days old at most', () => {
    expect(faultsOf([], ledger, '2026-11-28')).toEqual([expect.stringContaining('older than 7 days')])
    expect(faultsOf([], 'Last answered: never', '2026-11-28')).toHaveLength(1)
  })

  it('is not taken for complete where the registry does not answer', () => {
    expect(advisoriesOf('{"statusCode":405}')).toBeUndefined()
  })
})
