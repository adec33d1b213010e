import { describe, expect, it } from 'vitest'
import { judgeMaker, judgeReleaser } from './four-eyes.ts'

const hand = (account: string, person: string | null = null) => ({ account, person })
const claims = [{ number: 'CL1', deciders: [hand('first'), hand('second', 'p2')] }]

describe('maker and releaser of a batch', () => {
  it('are two persons, by ID number and not by account', () => {
    expect(judgeReleaser(hand('b', 'p'), hand('a', 'q'), claims).ok).toBe(true)
    expect(judgeReleaser(hand('a'), hand('a'), claims)).toMatchObject({ refusal: { code: 'releaser-is-maker' } })
    expect(judgeReleaser(hand('b', 'p'), hand('a', 'p'), claims)).toMatchObject({
      refusal: { code: 'releaser-is-maker' },
    })
  })
  it('decided none of its claims', () => {
    expect(judgeMaker(hand('first'), claims)).toMatchObject({ refusal: { code: 'maker-decided-claim', number: 'CL1' } })
    expect(judgeMaker(hand('other', 'p2'), claims).ok).toBe(false)
    expect(judgeMaker(hand('other', 'p3'), claims).ok).toBe(true)
    expect(judgeReleaser(hand('second'), hand('a'), claims)).toMatchObject({
      refusal: { code: 'releaser-decided-claim', number: 'CL1', count: 1 },
    })
    const several = [...claims, ...claims, { number: 'CL2', deciders: [] }]
    expect(judgeReleaser(hand('second'), hand('a'), several)).toMatchObject({ refusal: { number: 'CL1', count: 2 } })
  })
})
