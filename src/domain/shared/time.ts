import { date, daysBetween, type CalendarDate } from './calendar-date.ts'

declare const instant: unique symbol
/** Milliseconds since 1970-01-01T00:00Z. Time is handed in; nothing in the domain reads a clock. */
export type Instant = number & { readonly [instant]: true }

const SHANGHAI_OFFSET = 8 * 3_600_000
const SECOND = 1_000

export function instantOf(milliseconds: number): Instant {
  if (!Number.isSafeInteger(milliseconds)) throw new RangeError(`not an instant: ${milliseconds}`)
  return milliseconds as Instant
}

/** The day of business in Asia/Shanghai, which has had no daylight saving since 1991. */
export function businessDay(at: Instant): CalendarDate {
  return date(new Date(at + SHANGHAI_OFFSET).toISOString().slice(0, 10))
}

const EPOCH = date('1970-01-01')

/** The moment at which a day of business begins. */
export function beginningOfDay(day: CalendarDate): Instant {
  return instantOf(daysBetween(EPOCH, day) * 24 * 3_600_000 - SHANGHAI_OFFSET)
}

/** `YYYY-MM-DD HH:MM:SS` on the clocks of Shanghai, for screens, letters and workbooks. */
export function shanghaiTime(at: Instant): string {
  return new Date(at + SHANGHAI_OFFSET).toISOString().slice(0, 19).replace('T', ' ')
}

export function addSeconds(at: Instant, seconds: number): Instant {
  return instantOf(at + seconds * SECOND)
}

export function addMinutes(at: Instant, minutes: number): Instant {
  return addSeconds(at, minutes * 60)
}

export function addHours(at: Instant, hours: number): Instant {
  return addMinutes(at, hours * 60)
}

export function addDaysTo(at: Instant, days: number): Instant {
  return addHours(at, days * 24)
}
