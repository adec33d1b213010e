import { describe, expect, it } from 'vitest'
import { cents, ZERO } from '../shared/cents.ts'
import { judgeAlive, judgePayeeAlive, judgeEnding, judgeHand, judgeProposal, judgeYes, type Hand } from './review.ts'

const hand = (account: string, person: string | null = `person of ${account}`): Hand => ({ account, person })
const nobody = { submission: null, firstReview: null, secondReview: null }
const reviewed = { amount: cents(100), stale: false, proposal: null }

describe('whoever decides a case', () => {
  it('is nobody who had it before, by account or by person', () => {
    for (const [desk, step] of [
      ['submission', 'submission'],
      ['firstReview', 'first-review'],
      ['secondReview', 'second-review'],
    ] as const) {
      const earlier = { ...nobody, [desk]: hand('a', 'one') }
      const refused = { ok: false, refusal: { code: 'claim-same-person', step } }
      expect(judgeHand(hand('a', 'two'), earlier)).toEqual(refused)
      expect(judgeHand(hand('b', 'one'), earlier)).toEqual(refused)
      expect(judgeHand(hand('b', 'two'), earlier).ok).toBe(true)
    }
  })
  it('is told apart by account where no ID number is known', () => {
    expect(judgeHand(hand('b', null), { ...nobody, submission: hand('a', null) }).ok).toBe(true)
  })
})

describe('a yes', () => {
  it('needs a current amount above 0', () => {
    expect(judgeYes(reviewed)).toEqual({ ok: true, value: 100 })
    const code = (answer: ReturnType<typeof judgeYes>) => (answer.ok ? 'ok' : answer.refusal.code)
    expect(code(judgeYes({ ...reviewed, stale: true }))).toBe('claim-calculation-stale')
    expect(code(judgeYes({ ...reviewed, amount: null }))).toBe('claim-calculation-stale')
    expect(code(judgeYes({ ...reviewed, amount: ZERO }))).toBe('claim-amount-zero')
    expect(code(judgeYes({ ...reviewed, proposal: 'refuse' }))).toBe('claim-no-proposed')
  })
})

describe('a no', () => {
  it('of 0 is proposed for an amount of 0, by a clause for any amount', () => {
    expect(judgeProposal('decline', undefined, { ...reviewed, amount: ZERO }).ok).toBe(true)
    expect(judgeProposal('decline', undefined, reviewed).ok).toBe(false)
    expect(judgeProposal('decline', undefined, { ...reviewed, amount: ZERO, stale: true }).ok).toBe(false)
    expect(judgeProposal('refuse', '5', reviewed).ok).toBe(true)
    expect(judgeProposal('refuse', undefined, reviewed).ok).toBe(false)
  })
  it('is decided only where it was proposed', () => {
    expect(judgeEnding(reviewed).ok).toBe(false)
    expect(judgeEnding({ ...reviewed, proposal: 'refuse' })).toEqual({ ok: true, value: 'refuse' })
    expect(judgeEnding({ ...reviewed, amount: ZERO, proposal: 'decline' })).toEqual({ ok: true, value: 'decline' })
    expect(judgeEnding({ ...reviewed, proposal: 'decline' }).ok).toBe(false)
    expect(judgeEnding({ amount: ZERO, stale: true, proposal: 'decline' }).ok).toBe(false)
  })
})

it('who died is not paid, the heirs are', () => {
  expect(judgePayeeAlive({ relation: 'self' }, null).ok).toBe(true)
  expect(judgePayeeAlive({ relation: 'heir' }, '2026-03-01').ok).toBe(true)
  expect(judgePayeeAlive({ relation: 'self' }, '2026-03-01')).toEqual({
    ok: false,
    refusal: { code: 'claim-payee-dead', diedOn: '2026-03-01' },
  })
})

it('an event after the day of death is refused, on that day and before it is not', () => {
  expect(judgeAlive('2026-03-01', null).ok).toBe(true)
  expect(judgeAlive('2026-03-01', '2026-03-01').ok).toBe(true)
  expect(judgeAlive('2026-03-02', '2026-03-01')).toEqual({
    ok: false,
    refusal: { code: 'claim-after-death', diedOn: '2026-03-01' },
  })
})
