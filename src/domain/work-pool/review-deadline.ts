import type { Instant } from '../shared/time.ts'
import { dueAfter, type WorkingCalendar } from '../shared/working-days.ts'

/** Working days that an office has for 注册审核, 变更审核 and 参保初审. Source: decisions, "Clock". */
export const REVIEW_DAYS = 3

/** When a review is due that begins now: at the end of the third working day after today, in Shanghai. */
export function reviewDueAt(now: Instant, calendar: WorkingCalendar): Instant {
  return dueAfter(now, REVIEW_DAYS, calendar)
}
