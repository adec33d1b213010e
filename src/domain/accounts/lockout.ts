import { accept, refuse, type Decision } from '../shared/decision.ts'
import { addHours, addMinutes, addSeconds, type Instant } from '../shared/time.ts'

/** Failed sign-ins of one account in the last hour, oldest first, and when it last succeeded. */
export type SignInHistory = { readonly failures: readonly Instant[]; readonly lastSuccess?: Instant }

export type LockoutRefusal =
  | { code: 'sign-in-too-soon'; until: Instant }
  | { code: 'account-locked'; until: Instant }
  | { code: 'sign-in-limit-reached'; until: Instant }

const IN_A_ROW_TO_LOCK = 5
const LOCK_MINUTES = 15
/** Wrong passwords, and wrong activation codes, of one account in an hour (security 17). */
export const FAILURES_PER_HOUR = 10
/** Seconds to wait after the third and the fourth failure in a row. */
const DELAYS = new Map([
  [3, 5],
  [4, 10],
])

/** The failures that still count: those of the last hour. */
export function recentFailures(failures: readonly Instant[], now: Instant): Instant[] {
  return failures.filter((at) => addHours(at, 1) > now)
}

/**
 * Whether a sign-in may be tried now: a wait of 5 and 10 seconds after the third and fourth failure in a row, 15
 * minutes after every fifth, and no more than 10 failures an hour, which a success does not clear (security 17).
 */
export function mayTrySignIn(history: SignInHistory, now: Instant): Decision<Instant, LockoutRefusal> {
  const failures = recentFailures(history.failures, now)
  const tenthFromEnd = failures.at(-FAILURES_PER_HOUR)
  if (tenthFromEnd !== undefined) return refuse({ code: 'sign-in-limit-reached', until: addHours(tenthFromEnd, 1) })
  const inARow = failures.filter((at) => history.lastSuccess === undefined || at > history.lastSuccess)
  const last = inARow.at(-1)
  if (last === undefined) return accept(now)
  const place = inARow.length % IN_A_ROW_TO_LOCK
  if (place === 0 && addMinutes(last, LOCK_MINUTES) > now)
    return refuse({ code: 'account-locked', until: addMinutes(last, LOCK_MINUTES) })
  const waitUntil = addSeconds(last, DELAYS.get(place) ?? 0)
  return waitUntil > now ? refuse({ code: 'sign-in-too-soon', until: waitUntil }) : accept(now)
}
