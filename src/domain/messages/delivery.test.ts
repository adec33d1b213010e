import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMinutes, addSeconds, instantOf } from '../shared/time.ts'
import {
  beginDelivery,
  endDelivery,
  isSettled,
  judgeResend,
  progressOf,
  withdraw,
  type Delivery,
  type DeliveryOutcome,
} from './delivery.ts'

const start = instantOf(Date.UTC(2026, 10, 22, 1, 0, 0))
const queued: Delivery = {
  kind: 'enrolment-approved',
  at: start,
  state: 'queued',
  attempts: 0,
  nextAttemptAt: null,
  lastError: null,
  providerId: null,
}
const sent: DeliveryOutcome = { kind: 'sent', providerId: 'p-1' }
const retry: DeliveryOutcome = { kind: 'retry', reason: 'http-503' }
const unknown: DeliveryOutcome = { kind: 'unknown', reason: 'TimeoutError' }

function begun(delivery: Delivery, now = start): Delivery {
  const beginning = beginDelivery(delivery, now)
  if (beginning.do !== 'send') throw new Error(`not sent: ${beginning.do}`)
  return beginning.delivery
}

describe('a message', () => {
  it('is sent and then left alone', () => {
    const done = endDelivery(begun(queued), sent, start)
    expect(done).toMatchObject({ state: 'sent', attempts: 1, providerId: 'p-1', nextAttemptAt: null })
    expect(beginDelivery(done, addMinutes(start, 9))).toEqual({ do: 'nothing' })
  })
  it('is tried again after pauses that double up to an hour, until it says nothing useful any more', () => {
    let delivery = queued
    let now = start
    const pauses: number[] = []
    while (!isSettled(delivery)) {
      delivery = endDelivery(begun(delivery, now), retry, now)
      if (delivery.nextAttemptAt === null) break
      expect(beginDelivery(delivery, now)).toMatchObject({ do: 'wait' })
      pauses.push((delivery.nextAttemptAt - now) / 1000)
      now = delivery.nextAttemptAt
    }
    expect(pauses.slice(0, 11)).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600])
    expect(new Set(pauses.slice(10))).toEqual(new Set([3600]))
    expect(delivery).toMatchObject({ state: 'failed', lastError: 'http-503' })
    expect((now - start) / 3_600_000).toBeGreaterThan(71)
  })
  it('is given up at once where the other side will never take it', () => {
    expect(endDelivery(begun(queued), { kind: 'refused', reason: 'http-400' }, start)).toMatchObject({
      state: 'failed',
      lastError: 'http-400',
    })
  })
  it('without an answer is sent once more and then stays unknown', () => {
    const once = endDelivery(begun(queued), unknown, start)
    expect(once.state).toBe('unknown')
    expect(isSettled(once)).toBe(false)
    const twice = endDelivery(begun(once, addSeconds(start, 5)), unknown, addSeconds(start, 15))
    expect(twice).toMatchObject({ state: 'unknown', attempts: 2 })
    expect(isSettled(twice)).toBe(true)
    expect(endDelivery(begun(once, addSeconds(start, 5)), sent, addSeconds(start, 6))).toMatchObject({ state: 'sent' })
  })
  it('in doubt stays so through clean failures: it is sent once more in all, and never told as undelivered', () => {
    const doubted = endDelivery(begun(queued), unknown, start)
    const failed = endDelivery(begun(doubted, addSeconds(start, 5)), retry, addSeconds(start, 6))
    expect(failed).toMatchObject({ state: 'unknown', lastError: 'http-503' })
    expect(isSettled(failed)).toBe(false)
    expect(progressOf(failed)).toBe('retrying')
    const late = addSeconds(start, 30)
    const again = endDelivery(begun(failed, late), unknown, late)
    expect(again).toMatchObject({ state: 'unknown', attempts: 3, nextAttemptAt: null })
    const refused = endDelivery(begun(failed, late), { kind: 'refused', reason: 'http-400' }, late)
    expect(refused).toMatchObject({ state: 'unknown', nextAttemptAt: null, lastError: 'http-400' })
    expect(endDelivery(begun(failed, late), sent, late)).toMatchObject({ state: 'sent', lastError: null })
    const code: Delivery = { ...failed, kind: 'code-device' }
    expect(beginDelivery(code, addMinutes(start, 5))).toMatchObject({ do: 'give-up', delivery: { state: 'unknown' } })
    const lastTry = endDelivery(begun(code, late), retry, addSeconds(start, 299))
    expect(lastTry).toMatchObject({ state: 'unknown', nextAttemptAt: null })
  })
  it('whose sender died is sent again once its sender can no longer be alive', () => {
    const left = begun(queued)
    expect(beginDelivery(left, addSeconds(start, 29))).toEqual({ do: 'wait', until: addSeconds(start, 30) })
    expect(begun(left, addSeconds(start, 30))).toMatchObject({ state: 'sending', attempts: 2 })
  })
  it('that is withdrawn is not tried again, whatever becomes of a try under way', () => {
    const retried = endDelivery(begun(queued), retry, start)
    for (const waiting of [queued, retried]) {
      expect(withdraw(waiting)).toMatchObject({ state: 'failed', nextAttemptAt: null, lastError: 'withdrawn' })
    }
    for (const perhapsSent of [begun(queued), endDelivery(begun(queued), unknown, start)]) {
      const gone = withdraw(perhapsSent)
      expect(gone).toMatchObject({ state: 'unknown', nextAttemptAt: null })
      expect(beginDelivery(gone, addMinutes(start, 9))).toEqual({ do: 'nothing' })
    }
    const done = endDelivery(begun(queued), sent, start)
    expect(withdraw(done)).toBe(done)
  })
  it('with a code is not sent after the code lapsed', () => {
    const code: Delivery = { ...queued, kind: 'code-device' }
    expect(beginDelivery(code, addSeconds(start, 299)).do).toBe('send')
    expect(beginDelivery(code, addSeconds(start, 300))).toMatchObject({
      do: 'give-up',
      delivery: { state: 'failed', lastError: 'too-late' },
    })
  })
  it('comes to an end whatever gateways and deaths do, with no try after it is settled', () => {
    const step = fc.constantFrom<DeliveryOutcome | 'death'>(sent, retry, unknown, 'death')
    fc.assert(
      fc.property(fc.infiniteStream(step), (steps) => {
        let delivery = queued
        let now = start
        let doubts = 0
        for (let round = 0; round < 40_000 && !isSettled(delivery); round += 1) {
          const beginning = beginDelivery(delivery, now)
          if (beginning.do === 'wait') now = beginning.until
          if (beginning.do === 'give-up') delivery = beginning.delivery
          if (beginning.do !== 'send') continue
          const what = steps.next().value
          if (what !== 'death' && what.kind === 'unknown') doubts += 1
          delivery = what === 'death' ? beginning.delivery : endDelivery(beginning.delivery, what, now)
        }
        expect(isSettled(delivery)).toBe(true)
        expect(doubts).toBeLessThanOrEqual(2)
        expect(now).toBeLessThanOrEqual(addMinutes(start, 72 * 60 + 1))
      }),
    )
  })
  it('tells whoever waits for it whether anything more will happen', () => {
    expect(progressOf(queued)).toBe('under-way')
    const retried = endDelivery(begun(queued), retry, start)
    expect(progressOf(retried)).toBe('retrying')
    expect(judgeResend(retried)).toEqual({ ok: false, refusal: { code: 'message-under-way' } })
    const failed = endDelivery(begun(queued), { kind: 'refused', reason: 'EENVELOPE 550' }, start)
    expect(progressOf(failed)).toBe('undelivered')
    expect(judgeResend(failed).ok).toBe(true)
    expect(progressOf(endDelivery(begun(queued), sent, start))).toBe('sent')
    const doubted = endDelivery(begun(endDelivery(begun(queued), unknown, start), addSeconds(start, 5)), unknown, start)
    expect(progressOf(doubted)).toBe('doubtful')
  })
})
