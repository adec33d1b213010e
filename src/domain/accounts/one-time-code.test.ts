import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addHours, addMinutes, addSeconds, instantOf, type Instant } from '../shared/time.ts'
import { issueCode, mayAskForCode, mayTryCode, type SentCode } from './one-time-code.ts'

const start = instantOf(Date.UTC(2026, 10, 22, 1, 0, 0))
const minutes = (...at: number[]): Instant[] => at.map((minute) => addMinutes(start, minute))

/** The code after a try: used when it was right, one wrong try more when not. */
function triedCode(code: SentCode, right: boolean, now: Instant): SentCode {
  return right ? { ...code, usedAt: now } : { ...code, wrongTries: code.wrongTries + 1 }
}

describe('a code by SMS', () => {
  it('is asked for once in 60 s, 5 times an hour and 10 times a day', () => {
    expect(mayAskForCode([], start).ok).toBe(true)
    expect(mayAskForCode(minutes(0), addSeconds(start, 59))).toMatchObject({
      refusal: { code: 'code-sent-just-now', until: addSeconds(start, 60), seconds: 1 },
    })
    expect(mayAskForCode(minutes(0), addSeconds(start, 60)).ok).toBe(true)
    expect(mayAskForCode(minutes(0, 2, 4, 6, 8), addMinutes(start, 10))).toMatchObject({
      refusal: { code: 'code-limit-reached', until: addHours(start, 1), seconds: 50 * 60 },
    })
    expect(mayAskForCode(minutes(0, 2, 4, 6, 8), addHours(start, 1)).ok).toBe(true)
    const ten = minutes(0, 30, 60, 90, 120, 150, 180, 210, 240, 270)
    expect(mayAskForCode(ten, addHours(start, 12))).toMatchObject({ refusal: { until: addHours(start, 24) } })
  })
  it('holds for 5 minutes and once', () => {
    const code = { sentAt: start, wrongTries: 0 }
    expect(mayTryCode(undefined, [], start)).toMatchObject({ refusal: { code: 'code-not-sent' } })
    expect(mayTryCode(code, [], addSeconds(start, 299)).ok).toBe(true)
    expect(mayTryCode(code, [], addSeconds(start, 300))).toMatchObject({ refusal: { code: 'code-expired' } })
    const used = triedCode(code, true, addSeconds(start, 20))
    expect(mayTryCode(used, [], addSeconds(start, 21))).toMatchObject({ refusal: { code: 'code-used' } })
  })
  it('is dead after five wrong tries, and asking again gives no new ones', () => {
    let code: SentCode = { sentAt: start, wrongTries: 0 }
    for (let tries = 0; tries < 4; tries += 1) code = triedCode(code, false, start)
    const again = issueCode(code, addMinutes(start, 4))
    expect(again).toEqual({ ok: true, value: { sentAt: addMinutes(start, 4), wrongTries: 4 } })
    const dead = triedCode({ sentAt: addMinutes(start, 4), wrongTries: 4 }, false, addMinutes(start, 5))
    expect(mayTryCode(dead, [], addMinutes(start, 5))).toMatchObject({ refusal: { code: 'code-tries-used-up' } })
    expect(issueCode(dead, addMinutes(start, 6))).toMatchObject({
      refusal: { code: 'code-tries-used-up', until: addMinutes(start, 9), seconds: 3 * 60 },
    })
    expect(issueCode(dead, addMinutes(start, 9))).toMatchObject({ value: { wrongTries: 0 } })
  })
  it('begins with no wrong tries after one that was used', () => {
    const used = { sentAt: start, wrongTries: 3, usedAt: start }
    expect(issueCode(used, addMinutes(start, 1))).toMatchObject({ value: { wrongTries: 0 } })
  })
  it('is not tried wrongly more than ten times within any hour, however often it is asked for', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 90 }), fc.boolean()), { maxLength: 300 }), (steps) => {
        const wrong: Instant[] = []
        const sent: Instant[] = []
        let code: SentCode | undefined
        let now = start
        for (const [pause, ask] of steps) {
          now = addSeconds(now, pause)
          if (ask && mayAskForCode(sent, now).ok) {
            const issued = issueCode(code, now)
            if (issued.ok) code = issued.value
            if (issued.ok) sent.push(now)
          } else if (code && mayTryCode(code, wrong, now).ok) {
            code = triedCode(code, false, now)
            wrong.push(now)
          }
        }
        for (const at of wrong)
          expect(wrong.filter((other) => other >= at && other < addHours(at, 1)).length).toBeLessThanOrEqual(10)
      }),
    )
  })
})
