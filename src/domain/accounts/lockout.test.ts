import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMinutes, addSeconds, instantOf, type Instant } from '../shared/time.ts'
import { mayTrySignIn } from './lockout.ts'

const start = instantOf(Date.UTC(2026, 10, 22, 1, 0, 0))
const seconds = (...at: number[]): Instant[] => at.map((second) => addSeconds(start, second))

describe('sign-in', () => {
  it('is free up to two failures', () => {
    expect(mayTrySignIn({ failures: [] }, start).ok).toBe(true)
    expect(mayTrySignIn({ failures: seconds(0, 1) }, addSeconds(start, 1)).ok).toBe(true)
  })
  it('waits 5 s after the third failure and 10 s after the fourth', () => {
    const third = { failures: seconds(0, 1, 2) }
    expect(mayTrySignIn(third, addSeconds(start, 6))).toEqual({
      ok: false,
      refusal: { code: 'sign-in-too-soon', until: addSeconds(start, 7) },
    })
    expect(mayTrySignIn(third, addSeconds(start, 7)).ok).toBe(true)
    const fourth = { failures: seconds(0, 1, 2, 8) }
    expect(mayTrySignIn(fourth, addSeconds(start, 17)).ok).toBe(false)
    expect(mayTrySignIn(fourth, addSeconds(start, 18)).ok).toBe(true)
  })
  it('is locked for 15 minutes at the fifth failure in a row', () => {
    const history = { failures: seconds(0, 1, 2, 8, 20) }
    const until = addMinutes(addSeconds(start, 20), 15)
    expect(mayTrySignIn(history, addSeconds(until, -1))).toEqual({
      ok: false,
      refusal: { code: 'account-locked', until },
    })
    expect(mayTrySignIn(history, until).ok).toBe(true)
  })
  it('counts in a row anew after a success', () => {
    const history = { failures: seconds(0, 1, 2, 8, 20), lastSuccess: addSeconds(start, 18) }
    expect(mayTrySignIn(history, addSeconds(start, 21)).ok).toBe(true)
  })
  it('stops at ten failures an hour even with successes between', () => {
    const history = {
      failures: seconds(0, 60, 120, 180, 240, 300, 360, 420, 480, 540),
      lastSuccess: addSeconds(start, 541),
    }
    expect(mayTrySignIn(history, addSeconds(start, 600))).toMatchObject({
      refusal: { code: 'sign-in-limit-reached', until: addMinutes(start, 60) },
    })
    expect(mayTrySignIn(history, addMinutes(start, 60)).ok).toBe(true)
  })
  it('lets no pattern of guessing fail more than ten times within any hour', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 120 }), (pauses) => {
        const failures: Instant[] = []
        let now = start
        for (const pause of pauses) {
          now = addSeconds(now, pause)
          if (mayTrySignIn({ failures }, now).ok) failures.push(now)
        }
        for (const at of failures)
          expect(failures.filter((other) => other >= at && other < addMinutes(at, 60)).length).toBeLessThanOrEqual(10)
      }),
    )
  })
})
