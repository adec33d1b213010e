import type { CalendarDate } from '../../domain/shared/calendar-date.ts'
import { businessDay, instantOf } from '../../domain/shared/time.ts'

/** The day of business in Shanghai, by this computer's clock: for proposals and days left; the server judges again. */
export function today(): CalendarDate {
  return businessDay(instantOf(Date.now()))
}
