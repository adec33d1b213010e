import { parseDate, type CalendarDate } from './calendar-date.ts'
import { accept, refuse, type Decision } from './decision.ts'

/** A day of the yearly notice: off although it is a weekday, or a weekend day that is worked in exchange. */
export type SpecialDay = { readonly day: CalendarDate; readonly working: boolean; readonly name: string }

export type HolidayFileFault =
  | { readonly code: 'holiday-line-malformed'; readonly line: number }
  | { readonly code: 'holiday-twice'; readonly line: number; readonly day: CalendarDate }
  | { readonly code: 'holidays-missing' }

const KINDS = new Map([
  ['休', false],
  ['班', true],
])

/**
 * Reads a holiday calendar: a day a line as `2026-10-01,休,国庆节` or `2026-10-10,班,国庆节`, the name may be left out.
 * Empty lines, lines that begin with # and a line of headings are passed over.
 */
export function parseHolidayFile(text: string): Decision<readonly SpecialDay[], HolidayFileFault> {
  const days = new Map<CalendarDate, SpecialDay>()
  for (const [index, line] of text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const [first = '', kind = '', name = ''] = line.split(/[,，\t]/).map((cell) => cell.trim())
    if (first === '' || first.startsWith('#') || (index === 0 && first === '日期')) continue
    const day = parseDate(first)
    const working = KINDS.get(kind)
    if (!day.ok || working === undefined) return refuse({ code: 'holiday-line-malformed', line: index + 1 })
    if (days.has(day.value)) return refuse({ code: 'holiday-twice', line: index + 1, day: day.value })
    days.set(day.value, { day: day.value, working, name })
  }
  return days.size === 0 ? refuse({ code: 'holidays-missing' }) : accept([...days.values()])
}
