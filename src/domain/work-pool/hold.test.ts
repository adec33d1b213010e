import { describe, expect, it } from 'vitest'
import { addMinutes, instantOf } from '../shared/time.ts'
import { HOLD_MINUTES, judgeHold, liveHold } from './hold.ts'

const now = instantOf(1_000_000_000)
const hold = { accountId: 'a', name: '王', until: addMinutes(now, HOLD_MINUTES) }

describe('a hold', () => {
  it('lets only its holder decide', () => {
    expect(judgeHold(hold, 'a', now).ok).toBe(true)
    expect(judgeHold(hold, 'b', now)).toEqual({ ok: false, refusal: { code: 'held-by-other', name: '王' } })
    expect(judgeHold(undefined, 'a', now)).toEqual({ ok: false, refusal: { code: 'not-taken' } })
  })
  it('runs out by itself', () => {
    const later = addMinutes(now, HOLD_MINUTES)
    expect(liveHold(hold, later)).toBeUndefined()
    expect(judgeHold(hold, 'a', later)).toEqual({ ok: false, refusal: { code: 'not-taken' } })
  })
})
