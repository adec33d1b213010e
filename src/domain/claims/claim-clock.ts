import { addDays, earlierOf, type CalendarDate } from '../shared/calendar-date.ts'
import { beginningOfDay, businessDay, type Instant } from '../shared/time.ts'
import { addWorkingDays, isWorkingDay, type WorkingCalendar } from '../shared/working-days.ts'

/**
 * The day by which the decision is promised for a case that comes from the unit now: all its working days at the first
 * submission, afterwards those that were left when it went back. Source: decisions, "Clock".
 */
export function promiseOf(
  now: Instant,
  { total, left }: { readonly total: number; readonly left: number | null },
  calendar: WorkingCalendar,
): CalendarDate {
  // A case that comes back with nothing left still needs a day to be looked at.
  return addWorkingDays(businessDay(now), left === null ? total : Math.max(1, left), calendar)
}

/** Working days after today up to the promised day, when the clock stops; 0 where the promise is due or broken. */
export function daysLeft(now: Instant, promisedOn: CalendarDate, calendar: WorkingCalendar): number {
  let count = 0
  for (let day = addDays(businessDay(now), 1); day <= promisedOn; day = addDays(day, 1))
    if (isWorkingDay(day, calendar)) count += 1
  return count
}

/** When a desk is due: 初审 after its own days, and every desk at the end of the promised day. */
export function deskDueAt(
  now: Instant,
  desk: 'first-review' | 'second-review' | 'approval',
  { firstReview, promisedOn }: { readonly firstReview: number; readonly promisedOn: CalendarDate },
  calendar: WorkingCalendar,
): Instant {
  const own = addWorkingDays(businessDay(now), firstReview, calendar)
  return beginningOfDay(addDays(desk === 'first-review' ? earlierOf(own, promisedOn) : promisedOn, 1))
}
