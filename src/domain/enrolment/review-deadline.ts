import type { Instant } from '../shared/time.ts'
import { dueAfter, type WorkingCalendar } from '../shared/working-days.ts'

/** Working days that 参保初审 has. */
export const REVIEW_DAYS = 3

/** When a review is due that begins now: at the end of the third working day after today, in Shanghai. */
export function reviewDueAt(now: Instant, calendar: WorkingCalendar): Instant {
  return dueAfter(now, REVIEW_DAYS, calendar)
}
