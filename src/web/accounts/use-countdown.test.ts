import { afterEach, expect, it, vi } from 'vitest'
import { CallFailed } from '../shared/call-endpoint.ts'
import { secondsToWait } from './use-countdown.ts'

afterEach(() => vi.useRealTimers())

const refused = (refusal: { code: string; [fact: string]: string | number }) =>
  new CallFailed({ kind: 'refusal', refusal }, '')

it('waits as long as the refusal says on a machine whose clock is an hour slow, or a day fast', () => {
  const now = Date.now()
  const refusal = refused({ code: 'code-sent-just-now', until: now + 42_000, seconds: 42 })
  for (const shift of [-3_600_000, 0, 86_400_000]) {
    vi.setSystemTime(now + shift)
    expect(secondsToWait(refusal)).toBe(42)
  }
})

it('waits for nothing where there is nothing to wait for', () => {
  expect(secondsToWait(refused({ code: 'code-not-sent' }))).toBe(0)
  expect(secondsToWait(new CallFailed({ kind: 'offline' }, ''))).toBe(0)
})
