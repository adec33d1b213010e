import { expect, it } from 'vitest'
import { factsOf } from './trial-facts.ts'

const formOf = (fields: Readonly<Record<string, string>>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

it('facts of a trial hold what was filled in and nothing else', () => {
  const fields = {
    effectiveOn: '2026-01-01',
    endsOn: '2026-12-31',
    shares: '2',
    riskClass: 'ordinary',
    kind: 'disability',
  }
  expect(factsOf(formOf({ ...fields, disabilityGrade: '7', grade: '', on: '2026-03-01' }))).toEqual({
    cover: { effectiveOn: '2026-01-01', endsOn: '2026-12-31', shares: 2, riskClass: 'ordinary' },
    claim: { kind: 'disability', on: '2026-03-01', diagnosis: { inSitu: false }, disabilityGrade: 7 },
    sheets: [],
  })
})

it('a sheet comes with its first field, amounts without separators', () => {
  const facts = factsOf(formOf({ admittedOn: '2026-03-01', total: '18,640.00', remote: 'on' }))
  expect(facts).toMatchObject({ sheets: [{ admittedOn: '2026-03-01', total: '18640.00', remote: true }] })
})
