import { dateOf, type CalendarDate } from '../../domain/shared/calendar-date.ts'
import { toHalfWidth } from './to-digits.ts'

/** Reads `20261122`, `2026-11-22`, `2026/1/2`, `2026.1.2` and `2026年1月2日`. A day that does not exist is none. */
export function typedDate(typed: string): CalendarDate | undefined {
  const text = toHalfWidth(typed)
  const match =
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? /^(\d{4})[-/.\u5e74](\d{1,2})[-/.\u6708](\d{1,2})\u65e5?$/.exec(text)
  return match ? dateOf(Number(match[1]), Number(match[2]), Number(match[3])) : undefined
}

/** The date as the contract takes it; what is none stays as typed, for the form to refuse. */
export function tidyDate(typed: string): string {
  return typedDate(typed) ?? typed.trim()
}
