import { addDaysTo, addHours, addMinutes, type Instant } from '../shared/time.ts'

/** Handlers of member units, and everyone who works for the association; rules are stricter for the latter. */
export type AccountKind = 'handler' | 'officer'

/** Minutes without activity after which a session ends; `begin_request` of the database asks them. */
export const IDLE_MINUTES: Record<AccountKind, number> = { handler: 30, officer: 15 }
/** Hours after sign-in at which a session ends at the latest, however busy. */
export const LONGEST_HOURS = 12
/** Days without a sign-in after which a device is unknown again. */
export const DEVICE_DAYS = 30
/** Days that an ended session stays on record, for whoever asks what happened: never less than six months. */
export const ENDED_SESSION_DAYS = 184
/** Minutes after a password was given in which what asks for it again goes through (security 22). */
const CONFIRMED_MINUTES = 5
const ACTIVATION_HOURS = 72

/** A device signed in from within the last 30 days needs no SMS code. */
export function deviceIsKnown(lastSignIn: Instant | undefined, now: Instant): boolean {
  return lastSignIn !== undefined && addDaysTo(lastSignIn, DEVICE_DAYS) > now
}

/** Whether a password that was given then, at sign-in or since, need not be given again. */
export function isStillConfirmed(givenAt: Instant, now: Instant): boolean {
  return addMinutes(now, -CONFIRMED_MINUTES) <= givenAt
}

/** When a one-time activation code lapses: 72 hours after it was sent. */
export function activationExpires(sentAt: Instant): Instant {
  return addHours(sentAt, ACTIVATION_HOURS)
}
