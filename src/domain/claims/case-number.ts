import { dateOf, type CalendarDate } from '../shared/calendar-date.ts'
import { accept, refuse, type Decision } from '../shared/decision.ts'
import { compact } from '../shared/typed-text.ts'

declare const caseNumber: unique symbol
/** Number of a claim (案件号), 21 characters, or 18 where it came from the platform before. */
export type CaseNumber = string & { readonly [caseNumber]: true }

/** What a case number says; the platform before numbered without the code of the office. */
export type CaseNumberParts = {
  readonly number: CaseNumber
  readonly officeCode?: string
  readonly acceptedOn: CalendarDate
  readonly count: number
}

export type CaseNumberRefusal = { readonly code: 'case-number-missing' } | { readonly code: 'case-number-malformed' }

const MOST_PER_DAY = 9_999_999
const OURS = /^CL(\d{4})(\d{4})(\d{2})(\d{2})(\d{7})$/
const BEFORE = /^CL(\d{4})(\d{2})(\d{2})(\d{8})$/

/** `CL` + office code 4 + yyyyMMdd + 7 digits per office and day. Source: decisions, "Case number". */
export function caseNumberOf(officeCode: string, acceptedOn: CalendarDate, count: number): CaseNumber {
  if (!/^\d{4}$/.test(officeCode)) throw new RangeError(`not the code of an office: ${officeCode}`)
  if (!Number.isInteger(count) || count < 1 || count > MOST_PER_DAY) throw new RangeError(`no case number for ${count}`)
  return `CL${officeCode}${acceptedOn.replaceAll('-', '')}${String(count).padStart(7, '0')}` as CaseNumber
}

/** Reads a case number in either form, as people type and paste it; a day that does not exist is refused. */
export function parseCaseNumber(typed: string): Decision<CaseNumberParts, CaseNumberRefusal> {
  const text = compact(typed).toUpperCase()
  if (text === '') return refuse({ code: 'case-number-missing' })
  const ours = OURS.exec(text)
  const [year, month, day, count] = ours ? ours.slice(2) : (BEFORE.exec(text)?.slice(1) ?? [])
  const acceptedOn = dateOf(Number(year), Number(month), Number(day))
  if (!acceptedOn) return refuse({ code: 'case-number-malformed' })
  return accept({ number: text as CaseNumber, officeCode: ours?.[1], acceptedOn, count: Number(count) })
}
