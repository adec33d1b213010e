import {
  INCIDENT_LENGTHS,
  MOST_SHEETS,
  PAYEE_LENGTHS,
  SHEET_LENGTHS,
  type ClaimEntry,
  type SheetEntry,
} from '../../domain/claims/claim-entry.ts'
import { SHEET_AMOUNTS } from '../../domain/plans/benefit-terms.ts'
import { parseDate } from '../../domain/shared/calendar-date.ts'

const AMOUNT = /^(?:\d{1,8}(?:\.\d{1,2})?)?$/
const DAYS = ['admittedOn', 'dischargedOn'] as const

const isDay = (text: string) => text === '' || parseDate(text).ok

type Lengths = Readonly<Record<string, number>>

/** Names of the texts that are longer than can be kept. */
function tooLong(part: Readonly<Record<string, unknown>>, lengths: Lengths): readonly string[] {
  return Object.keys(lengths).filter((name) => String(part[name]).length > (lengths[name] ?? 0))
}

/** Texts as they can be kept: what was pasted from a spreadsheet brings tabs along, which look like spaces. */
function sendableTexts<Part extends Readonly<Record<string, unknown>>>(part: Part, lengths: Lengths): Part {
  const kept = Object.entries(lengths).map(([name, most]) => {
    const text = String(part[name])
      .replace(/[\p{Cc}\p{Cs}]/gu, ' ')
      .slice(0, most)
    // Half of a character beyond the BMP cannot be kept.
    return [name, text.replace(/\p{Cs}$/u, '')] as const
  })
  return { ...part, ...Object.fromEntries(kept) }
}

/** Something that cannot be kept as it stands; `most`: how much of it can. */
export type Unreadable =
  | { readonly path: string; readonly kind: 'amount' | 'day' }
  | { readonly path: string; readonly kind: 'text' | 'sheets'; readonly most: number }

/** Fields that hold what is half typed, no amount or day at all, or more than can be kept, by their paths. */
export function unreadable({ payee, incident, sheets }: ClaimEntry): readonly Unreadable[] {
  const texts = (prefix: string, part: Readonly<Record<string, unknown>>, lengths: Lengths): readonly Unreadable[] =>
    tooLong(part, lengths).map((name) => ({ path: `${prefix}.${name}`, kind: 'text', most: lengths[name] ?? 0 }))
  return [
    ...texts('payee', payee, PAYEE_LENGTHS),
    ...(isDay(incident.diedOn) ? [] : [{ path: 'incident.diedOn', kind: 'day' } as const]),
    ...texts('incident', incident, INCIDENT_LENGTHS),
    ...(sheets.length > MOST_SHEETS ? [{ path: 'sheets', kind: 'sheets', most: MOST_SHEETS } as const] : []),
    ...sheets.flatMap((sheet, at) => [
      ...SHEET_AMOUNTS.filter((name) => !AMOUNT.test(sheet[name])).map(
        (name) => ({ path: `sheets.${at}.${name}`, kind: 'amount' }) as const,
      ),
      ...DAYS.filter((name) => !isDay(sheet[name])).map(
        (name) => ({ path: `sheets.${at}.${name}`, kind: 'day' }) as const,
      ),
      ...texts(`sheets.${at}`, sheet, SHEET_LENGTHS),
    ]),
  ]
}

function sendableSheet(sheet: SheetEntry): SheetEntry {
  const read = (name: keyof SheetEntry, fits: boolean) => (fits ? [] : [[name, ''] as const])
  return {
    ...sendableTexts(sheet, SHEET_LENGTHS),
    ...Object.fromEntries([
      ...SHEET_AMOUNTS.flatMap((name) => read(name, AMOUNT.test(sheet[name]))),
      ...DAYS.flatMap((name) => read(name, isDay(sheet[name]))),
    ]),
  }
}

/**
 * What can be kept of an entry while it is typed: fields that cannot be read yet are left empty, and what is too long ends
 * where it must; the page says so at the field.
 */
export function sendableEntry({ payee, incident, sheets }: ClaimEntry): ClaimEntry {
  const diedOn = isDay(incident.diedOn) ? incident.diedOn : ''
  return {
    payee: sendableTexts(payee, PAYEE_LENGTHS),
    incident: { ...sendableTexts(incident, INCIDENT_LENGTHS), diedOn },
    sheets: sheets.slice(0, MOST_SHEETS).map(sendableSheet),
  }
}
