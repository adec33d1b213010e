import { accept, refuse, type Decision } from '../shared/decision.ts'
import { addHours, addMinutes, addSeconds, type Instant } from '../shared/time.ts'

/** What a code by SMS is asked for; a code for one purpose opens no other. */
export type CodePurpose =
  | 'sign-in'
  | 'forgotten'
  | 'registration'
  | 'progress'
  | 'claim-progress'
  | 'change-phone'
  | 'own-phone'

/** One code sent to a phone for a purpose, without the code itself. */
export type SentCode = {
  readonly sentAt: Instant
  /** Wrong tries so far, those against the code it replaced included. */
  readonly wrongTries: number
  readonly usedAt?: Instant
}

/** Until when to wait, and how long that is: whoever is told may have a clock that is wrong. */
type Wait = { readonly until: Instant; readonly seconds: number }

export type IssueRefusal =
  | ({ code: 'code-sent-just-now' } & Wait)
  | ({ code: 'code-limit-reached' } & Wait)
  | ({ code: 'code-tries-used-up' } & Wait)
export type TryRefusal =
  | { code: 'code-not-sent' }
  | { code: 'code-used' }
  | { code: 'code-expired' }
  | ({ code: 'code-tries-used-up' } & Wait)

export const CODE_DIGITS = 6
export const CODE_MINUTES = 5
export const TRIES_PER_CODE = 5
export const TRIES_PER_HOUR = 10
/**
 * Codes that one address may have sent in an hour, to whatever phones: an office behind one address included (security
 * 19 asks for a limit per address and names no number).
 */
export const CODES_PER_ADDRESS_AND_HOUR = 60
const PAUSE_SECONDS = 60
const PER_HOUR = 5
const PER_DAY = 10

export function codeExpires(code: SentCode): Instant {
  return addMinutes(code.sentAt, CODE_MINUTES)
}

function waitUntil(until: Instant, now: Instant): Wait {
  return { until, seconds: Math.ceil((until - now) / 1000) }
}

/** The moment from which fewer than `most` of these moments lie within the last `hours`. */
function freeFrom(moments: readonly Instant[], most: number, hours: number, now: Instant): Instant | undefined {
  const nth = moments.filter((at) => addHours(at, hours) > now).at(-most)
  return nth === undefined ? undefined : addHours(nth, hours)
}

/**
 * Whether a code may be asked for once more: once in 60 s, 5 times an hour, 10 a day (security 19). `asked` are the
 * moments within a day, oldest first: of one phone and purpose, whether or not a code went out; of an activation code
 * sent again, those at which the phone was sent any.
 */
export function mayAskForCode(asked: readonly Instant[], now: Instant): Decision<Instant, IssueRefusal> {
  const last = asked.at(-1)
  if (last !== undefined && addSeconds(last, PAUSE_SECONDS) > now)
    return refuse({ code: 'code-sent-just-now', ...waitUntil(addSeconds(last, PAUSE_SECONDS), now) })
  const full = phoneFull(asked, now)
  return full ? refuse(full) : accept(now)
}

/** Why a phone gets no code, over all purposes: it has had 5 within the hour or 10 within the day. */
export function phoneFull(sent: readonly Instant[], now: Instant): IssueRefusal | undefined {
  const until = freeFrom(sent, PER_DAY, 24, now) ?? freeFrom(sent, PER_HOUR, 1, now)
  return until === undefined ? undefined : { code: 'code-limit-reached', ...waitUntil(until, now) }
}

/**
 * A new code for the same phone and purpose. It takes over the wrong tries of the one it replaces while that one would
 * still be valid: asking again buys no fresh guesses.
 */
export function issueCode(replaced: SentCode | undefined, now: Instant): Decision<SentCode, IssueRefusal> {
  const alive = replaced && replaced.usedAt === undefined && codeExpires(replaced) > now ? replaced : undefined
  if (alive && alive.wrongTries >= TRIES_PER_CODE)
    return refuse({ code: 'code-tries-used-up', ...waitUntil(codeExpires(alive), now) })
  return accept({ sentAt: now, wrongTries: alive?.wrongTries ?? 0 })
}

/**
 * Whether a code may be tried: sent, unused, within 5 minutes, fewer than 5 wrong tries on it and fewer than 10 for
 * the phone and purpose within the hour (`wrongTries`, oldest first).
 */
export function mayTryCode(
  code: SentCode | undefined,
  wrongTries: readonly Instant[],
  now: Instant,
): Decision<SentCode, TryRefusal> {
  if (!code) return refuse({ code: 'code-not-sent' })
  if (code.usedAt !== undefined) return refuse({ code: 'code-used' })
  if (codeExpires(code) <= now) return refuse({ code: 'code-expired' })
  if (code.wrongTries >= TRIES_PER_CODE)
    return refuse({ code: 'code-tries-used-up', ...waitUntil(codeExpires(code), now) })
  const until = freeFrom(wrongTries, TRIES_PER_HOUR, 1, now)
  return until === undefined ? accept(code) : refuse({ code: 'code-tries-used-up', ...waitUntil(until, now) })
}
