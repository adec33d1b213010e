import { addHours, type Instant } from './time.ts'

/** Hours of attempts that a limit looks at: the hour in which they came and the one for which they block. */
export const LIMIT_HOURS = 2

/**
 * Until when attempts block, if they do now. `attempts` are oldest first: the `most`-th within an hour blocks for an hour,
 * counted from that one.
 */
export function blockedUntil(attempts: readonly Instant[], most: number, now: Instant): Instant | undefined {
  for (const [index, last] of attempts.entries()) {
    const first = attempts[index - most + 1]
    const until = addHours(last, 1)
    if (first !== undefined && addHours(first, 1) > last && until > now) return until
  }
  return undefined
}
