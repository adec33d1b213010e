import { accept, refuse, type Decision } from './decision.ts'

declare const calendarDate: unique symbol
/** A day of the calendar as `YYYY-MM-DD`, without time or zone. Text order is day order. */
export type CalendarDate = string & { readonly [calendarDate]: true }

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0)
}

/** Makes a date of its parts where that day exists (years 1 to 9999). */
export function dateOf(year: number, month: number, day: number): CalendarDate | undefined {
  if (!Number.isInteger(year) || year < 1 || year > 9999) return undefined
  if (!Number.isInteger(month) || month < 1 || month > 12) return undefined
  if (!Number.isInteger(day) || day < 1 || day > daysInMonth(year, month)) return undefined
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as CalendarDate
}

/** Parses `YYYY-MM-DD`; a day that does not exist is refused. */
export function parseDate(text: string): Decision<CalendarDate, { code: 'date-malformed' }> {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  const found = match && dateOf(Number(match[1]), Number(match[2]), Number(match[3]))
  return found ? accept(found) : refuse({ code: 'date-malformed' })
}

/** For dates written in code and read from our own database; anything else is a fault. */
export function date(text: string): CalendarDate {
  const parsed = parseDate(text)
  if (!parsed.ok) throw new RangeError(`not a calendar date: ${text}`)
  return parsed.value
}

export function partsOf(value: CalendarDate): { year: number; month: number; day: number } {
  return { year: Number(value.slice(0, 4)), month: Number(value.slice(5, 7)), day: Number(value.slice(8, 10)) }
}

/** Days since 0000-03-01, for differences only. */
function dayNumber(value: CalendarDate): number {
  const { year, month, day } = partsOf(value)
  const shifted = month <= 2 ? year - 1 : year
  const monthFromMarch = (month + 9) % 12
  return (
    365 * shifted +
    Math.floor(shifted / 4) -
    Math.floor(shifted / 100) +
    Math.floor(shifted / 400) +
    Math.floor((153 * monthFromMarch + 2) / 5) +
    day -
    1
  )
}

function fromDayNumber(days: number): CalendarDate {
  let year = Math.floor((10_000 * days + 14_780) / 3_652_425)
  const yearStart = (y: number) => 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400)
  if (days < yearStart(year)) year -= 1
  const dayOfYear = days - yearStart(year)
  const monthFromMarch = Math.floor((100 * dayOfYear + 52) / 3060)
  const day = dayOfYear - Math.floor((monthFromMarch * 306 + 5) / 10) + 1
  const month = ((monthFromMarch + 2) % 12) + 1
  const made = dateOf(month <= 2 ? year + 1 : year, month, day)
  if (!made) throw new RangeError(`day ${days} is outside the calendar`)
  return made
}

/** later − earlier in days; negative where `later` is before `earlier`. */
export function daysBetween(earlier: CalendarDate, later: CalendarDate): number {
  return dayNumber(later) - dayNumber(earlier)
}

export function addDays(value: CalendarDate, days: number): CalendarDate {
  return fromDayNumber(dayNumber(value) + days)
}

/** The same day `years` later; 29 February becomes 28 February where that year has none. */
export function addYears(value: CalendarDate, years: number): CalendarDate {
  const { year, month, day } = partsOf(value)
  const made = dateOf(year + years, month, Math.min(day, daysInMonth(year + years, month)))
  if (!made) throw new RangeError(`${value} + ${years} years is outside the calendar`)
  return made
}

/**
 * Last day of a term of whole years that begins on `first`: the day before the same day of the year; a term that
 * begins on 29 February ends on 28 February. Source: catalogue, reading rule "Days".
 */
export function lastDayOfTerm(first: CalendarDate, years: number): CalendarDate {
  const { year, month, day } = partsOf(first)
  const leapStart = month === 2 && day === 29 && !isLeapYear(year + years)
  return leapStart ? addYears(first, years) : addDays(addYears(first, years), -1)
}

/** Completed years of age on `on`; someone born on 29 February completes a year on 1 March of common years. */
export function ageOn(born: CalendarDate, on: CalendarDate): number {
  const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4))
  return born.slice(5) <= on.slice(5) ? years : years - 1
}

export function laterOf(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a > b ? a : b
}

export function earlierOf(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a < b ? a : b
}
