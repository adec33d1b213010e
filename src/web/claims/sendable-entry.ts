import type { ClaimEntry, SheetEntry } from '../../domain/claims/claim-entry.ts'
import { SHEET_AMOUNTS } from '../../domain/plans/benefit-terms.ts'
import { parseDate } from '../../domain/shared/calendar-date.ts'

const AMOUNT = /^(?:\d{1,8}(?:\.\d{1,2})?)?$/
const DAYS = ['admittedOn', 'dischargedOn'] as const

const isDay = (text: string) => text === '' || parseDate(text).ok

/** Fields that hold what is half typed or no amount or day at all, by their paths. */
export function unreadable({
  incident,
  sheets,
}: ClaimEntry): readonly { readonly path: string; readonly kind: 'amount' | 'day' }[] {
  const ofSheets = sheets.flatMap((sheet, at) => [
    ...SHEET_AMOUNTS.filter((name) => !AMOUNT.test(sheet[name])).map(
      (name) => ({ path: `sheets.${at}.${name}`, kind: 'amount' }) as const,
    ),
    ...DAYS.filter((name) => !isDay(sheet[name])).map(
      (name) => ({ path: `sheets.${at}.${name}`, kind: 'day' }) as const,
    ),
  ])
  return isDay(incident.diedOn) ? ofSheets : [{ path: 'incident.diedOn', kind: 'day' }, ...ofSheets]
}

function sendableSheet(sheet: SheetEntry): SheetEntry {
  const read = (name: keyof SheetEntry, fits: boolean) => (fits ? [] : [[name, ''] as const])
  return {
    ...sheet,
    ...Object.fromEntries([
      ...SHEET_AMOUNTS.flatMap((name) => read(name, AMOUNT.test(sheet[name]))),
      ...DAYS.flatMap((name) => read(name, isDay(sheet[name]))),
    ]),
  }
}

/** What can be kept of an entry while it is typed: fields that cannot be read yet are left empty. */
export function sendableEntry(entry: ClaimEntry): ClaimEntry {
  const { incident, sheets } = entry
  const diedOn = isDay(incident.diedOn) ? incident.diedOn : ''
  return { ...entry, incident: { ...incident, diedOn }, sheets: sheets.map(sendableSheet) }
}
