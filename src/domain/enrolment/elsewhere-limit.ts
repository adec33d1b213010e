import { blockedUntil } from '../shared/attempt-limit.ts'
import { accept, refuse, type Decision } from '../shared/decision.ts'
import type { Instant } from '../shared/time.ts'

/**
 * How often within an hour a unit is told that somebody is covered elsewhere: so many people typed in, and so many files.
 * Who asks more is asking about other people than its staff. Source: security 46.
 */
export const ELSEWHERE_PER_HOUR = 20

export type AskedElsewhereOften = { readonly code: 'asked-elsewhere-often'; readonly minutes: number }

/** Whether a unit may have more people judged. `answers` are when it was told so, oldest first. */
export function mayAskElsewhere(answers: readonly Instant[], now: Instant): Decision<Instant, AskedElsewhereOften> {
  const until = blockedUntil(answers, ELSEWHERE_PER_HOUR, now)
  return until === undefined
    ? accept(now)
    : refuse({ code: 'asked-elsewhere-often', minutes: Math.ceil((until - now) / 60_000) })
}
