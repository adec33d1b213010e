import { addDays, daysBetween, type CalendarDate, date } from './calendar-date.ts'
import { beginningOfDay, businessDay, type Instant } from './time.ts'

/**
 * Days that are not what their day of the week says: public holidays (`false`) and the weekend days on which China works
 * in exchange (`true`). Source: the yearly notice of the State Council, imported by the operator.
 */
export type WorkingCalendar = ReadonlyMap<CalendarDate, boolean>

/** A Monday, from which days of the week are counted. */
const MONDAY = date('2024-01-01')

export function isWorkingDay(day: CalendarDate, calendar: WorkingCalendar): boolean {
  return calendar.get(day) ?? ((daysBetween(MONDAY, day) % 7) + 7) % 7 < 5
}

/** The working day that comes `count` working days after `day`, which itself does not count; `day` where count is 0. */
export function addWorkingDays(day: CalendarDate, count: number, calendar: WorkingCalendar): CalendarDate {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`not a number of working days: ${count}`)
  let found = day
  for (let left = count; left > 0;) {
    found = addDays(found, 1)
    if (isWorkingDay(found, calendar)) left -= 1
  }
  return found
}

/** When something is due that begins now and may take so many working days: at the end of the last, in Shanghai. */
export function dueAfter(now: Instant, workingDays: number, calendar: WorkingCalendar): Instant {
  return beginningOfDay(addDays(addWorkingDays(businessDay(now), workingDays, calendar), 1))
}
