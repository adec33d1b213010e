import { dateOf, type CalendarDate } from './calendar-date.ts'

const WITHOUT_SIGNS = /^(\d{4})(\d{2})(\d{2})$/
const WITH_SIGNS = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/

/** Reads `20261122`, `2026-11-22`, `2026/1/2`, `2026.1.2` and `2026年1月2日`. A day that does not exist is none. */
export function typedDate(typed: string): CalendarDate | undefined {
  const text = typed.normalize('NFKC').replace(/\s/g, '')
  const match = WITHOUT_SIGNS.exec(text) ?? WITH_SIGNS.exec(text)
  return match ? dateOf(Number(match[1]), Number(match[2]), Number(match[3])) : undefined
}
