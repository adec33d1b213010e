import { addDays, daysBetween, type CalendarDate, date } from '../shared/calendar-date.ts'
import { beginningOfDay, businessDay, type Instant } from '../shared/time.ts'

/** Working days that 参保初审 has. */
export const REVIEW_DAYS = 3

/** A Monday, from which days of the week are counted. */
const MONDAY = date('2024-01-01')

function isWorkingDay(day: CalendarDate): boolean {
  return ((daysBetween(MONDAY, day) % 7) + 7) % 7 < 5
}

/** When a review is due that begins now: at the end of the third working day after today, in Shanghai. */
export function reviewDueAt(now: Instant): Instant {
  const today = businessDay(now)
  let day = today
  for (let left = REVIEW_DAYS; left > 0;) {
    day = addDays(day, 1)
    if (isWorkingDay(day)) left -= 1
  }
  return beginningOfDay(addDays(day, 1))
}
