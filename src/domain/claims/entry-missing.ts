import { BALANCE_PARTS } from './balance-hints.ts'
import { parseBankCard } from './bank-card.ts'
import { claimDeadline, lastDischarge } from './claim-deadline.ts'
import type { ClaimEntry, Incident, Payee, SheetEntry } from './claim-entry.ts'
import { doubledStays } from './days-held.ts'
import type { EntryNeeds } from './entry-needs.ts'
import { parseInvoiceNumber } from './invoice-number.ts'
import { parsePayeeName, unwritableCharacter } from './payee-name.ts'
import { parseDate } from '../shared/calendar-date.ts'
import { normaliseIdNumber, parseIdNumber } from '../shared/id-number.ts'
import { parsePhone } from '../shared/phone.ts'
import { tidy } from '../shared/typed-text.ts'

/** Why a field keeps a case from being submitted. */
export type LackCode =
  | 'needed'
  | 'no-sheets'
  | 'no-amounts'
  | 'malformed'
  | 'card-length'
  | 'name-character'
  | 'not-the-insured'
  | 'insured-is-dead'
  | 'discharged-before-admitted'
  | 'died-before-event'
  | 'in-the-future'
  | 'deadline-passed'
  | 'category-unknown'
  | 'invoice-twice'
  | 'stay-twice'

/** Something that must be entered or mended, by the path of its field: `payee.card`, `sheets.0.total`. */
export type Lack = { readonly path: string; readonly code: LackCode; readonly fact: string }

/** The person whom the case is about, whose own data a payee `self` must have. */
export type InsuredPerson = { readonly name: string; readonly idNumber: string }

export type EntryState = {
  readonly entry: ClaimEntry
  readonly needs: EntryNeeds
  readonly insured: InsuredPerson
  readonly today: string
}

const lack = (path: string, code: LackCode, fact = ''): Lack => ({ path, code, fact })

function cardLacks({ card }: Payee): Lack[] {
  const judged = parseBankCard(card)
  if (judged.ok) return []
  const { refusal } = judged
  if (refusal.code === 'bank-card-missing') return [lack('payee.card', 'needed')]
  if (refusal.code === 'bank-card-length') return [lack('payee.card', 'card-length', String(refusal.length))]
  return [lack('payee.card', 'malformed')]
}

function nameLacks({ name }: Payee): Lack[] {
  const judged = parsePayeeName(name)
  if (judged.ok) return []
  const { refusal } = judged
  return refusal.code === 'payee-name-missing'
    ? [lack('payee.name', 'needed')]
    : [lack('payee.name', 'name-character', refusal.character)]
}

/** The bank and its branch stand in the bank's file beside the name: what it cannot carry is mended before anybody approves. */
function bankLacks({ bank, branch }: Payee): Lack[] {
  return Object.entries({ bank, branch }).flatMap(([field, name]) => {
    if (field === 'bank' && name.trim() === '') return [lack('payee.bank', 'needed')]
    const wrong = unwritableCharacter(tidy(name))
    return wrong === undefined ? [] : [lack(`payee.${field}`, 'name-character', wrong)]
  })
}

function idLacks({ idNumber, relation }: Payee): Lack[] {
  if (relation === 'self') return []
  const judged = parseIdNumber(idNumber)
  if (judged.ok) return []
  return [lack('payee.idNumber', judged.refusal.code === 'id-missing' ? 'needed' : 'malformed')]
}

function relationLacks({ relation, name, idNumber }: Payee, insured: InsuredPerson, isHeir: boolean): Lack[] {
  if (relation !== 'self') return []
  if (isHeir) return [lack('payee.relation', 'insured-is-dead')]
  const sameName = name === '' || tidy(name) === tidy(insured.name)
  const sameId = idNumber === '' || normaliseIdNumber(idNumber) === normaliseIdNumber(insured.idNumber)
  return sameName && sameId ? [] : [lack(sameName ? 'payee.idNumber' : 'payee.name', 'not-the-insured')]
}

/** 领款人信息: complete, readable by a bank, and of the insured person where it says so. */
export function payeeLacks(payee: Payee, insured: InsuredPerson, payeeIsHeir: boolean): readonly Lack[] {
  const phone = parsePhone(payee.mobile)
  return [
    ...relationLacks(payee, insured, payeeIsHeir),
    ...nameLacks(payee),
    ...idLacks(payee),
    ...(phone.ok ? [] : [lack('payee.mobile', phone.refusal.code === 'phone-missing' ? 'needed' : 'malformed')]),
    ...cardLacks(payee),
    ...bankLacks(payee),
  ]
}

function incidentLacks(incident: Incident, needs: EntryNeeds, today: string): Lack[] {
  const { on, diedOn, cause, diagnosisName, grade, category, disabilityGrade } = incident
  const empty: (keyof Incident)[] = []
  if (on === '') empty.push('on')
  if (needs.diedOn && diedOn === '') empty.push('diedOn')
  if (needs.cause && cause.trim() === '') empty.push('cause')
  if (needs.diagnosis && diagnosisName.trim() === '') empty.push('diagnosisName')
  if (needs.grade && grade === '') empty.push('grade')
  if (needs.category && category.trim() === '') empty.push('category')
  if (needs.disabilityGrade && disabilityGrade === null) empty.push('disabilityGrade')
  const unknown = category.trim() !== '' && needs.categories.length > 0 && !needs.categories.includes(category.trim())
  return [
    ...empty.map((field) => lack(`incident.${field}`, 'needed')),
    ...(on > today ? [lack('incident.on', 'in-the-future')] : []),
    ...(needs.diedOn && diedOn > today ? [lack('incident.diedOn', 'in-the-future')] : []),
    ...(needs.diedOn && diedOn !== '' && diedOn < on ? [lack('incident.diedOn', 'died-before-event', on)] : []),
    ...(needs.category && unknown ? [lack('incident.category', 'category-unknown', needs.categories.join('、'))] : []),
  ]
}

function invoiceLacks({ invoiceNumber }: SheetEntry, at: number, needs: EntryNeeds): Lack[] {
  const judged = parseInvoiceNumber(invoiceNumber)
  if (judged.ok) return []
  const isMissing = judged.refusal.code === 'invoice-number-missing'
  if (isMissing && !needs.invoice) return []
  return [lack(`sheets.${at}.invoiceNumber`, isMissing ? 'needed' : 'malformed')]
}

function amountLacks(sheet: SheetEntry, at: number, { amounts }: EntryNeeds): Lack[] {
  if (amounts.length === 0) return []
  const [first = 'total'] = amounts
  const lacks: Lack[] = []
  if (sheet.total === '') lacks.push(lack(`sheets.${at}.total`, 'needed'))
  if (amounts.every((name) => sheet[name] === '')) lacks.push(lack(`sheets.${at}.${first}`, 'no-amounts'))
  return lacks
}

function sheetLacks(sheet: SheetEntry, at: number, needs: EntryNeeds, today: string): Lack[] {
  const { hospital, hospitalLevel, insurance, admittedOn, dischargedOn } = sheet
  const empty: (keyof SheetEntry)[] = []
  if (hospital.trim() === '') empty.push('hospital')
  if (needs.hospitalLevel && hospitalLevel === '') empty.push('hospitalLevel')
  if (needs.insurance && insurance === '') empty.push('insurance')
  if (needs.stays && admittedOn === '') empty.push('admittedOn')
  if (needs.stays && dischargedOn === '') empty.push('dischargedOn')
  const isBackwards = admittedOn !== '' && dischargedOn !== '' && dischargedOn < admittedOn
  return [
    ...empty.map((field) => lack(`sheets.${at}.${field}`, 'needed')),
    ...(isBackwards ? [lack(`sheets.${at}.dischargedOn`, 'discharged-before-admitted', admittedOn)] : []),
    ...(dischargedOn > today ? [lack(`sheets.${at}.dischargedOn`, 'in-the-future')] : []),
    ...amountLacks(sheet, at, needs),
    ...invoiceLacks(sheet, at, needs),
  ]
}

/** The time to claim, which counts from the latest discharge, else from the accident. Source: catalogue, "Claim deadline". */
function deadlineLacks({ incident, sheets }: ClaimEntry, { deadline, stays }: EntryNeeds): Lack[] {
  if (deadline === null) return []
  const discharge = lastDischarge(sheets)
  const from = parseDate(discharge?.on ?? (stays ? '' : incident.on))
  if (!from.ok) return []
  const last = claimDeadline({ claimDeadlineYears: deadline.years }, from.value)
  const path = discharge === undefined ? 'incident.on' : `sheets.${discharge.at}.dischargedOn`
  return deadline.acceptedOn > last ? [lack(path, 'deadline-passed', last)] : []
}

/** Sheets that carry the invoice of an earlier sheet of the same case. */
function repeatedInvoices(sheets: readonly SheetEntry[]): Lack[] {
  const seen = new Map<string, number>()
  return sheets.flatMap((sheet, at) => {
    const judged = parseInvoiceNumber(sheet.invoiceNumber)
    if (!judged.ok) return []
    const key = `${hospitalKey(sheet.hospital)}\n${judged.value.key}`
    const first = seen.get(key)
    if (first === undefined) seen.set(key, at)
    return first === undefined ? [] : [lack(`sheets.${at}.invoiceNumber`, 'invoice-twice', String(first + 1))]
  })
}

/** Sheets whose stay overlaps an earlier one of the same case: interim bills of one stay carry its number. */
function repeatedStays(sheets: readonly SheetEntry[]): Lack[] {
  return doubledStays(sheets).map(({ at, first }) => lack(`sheets.${at}.admittedOn`, 'stay-twice', String(first + 1)))
}

/** One hospital is one text however it was typed: spaces, width, case and kinds of brackets drop. */
export function hospitalKey(hospital: string): string {
  return tidy(hospital)
    .replace(/[\s（）()]/g, '')
    .toUpperCase()
}

/** Everything about what was entered that keeps a case from being submitted, in the order of the form. */
export function entryLacks({ entry, needs, insured, today }: EntryState): readonly Lack[] {
  const { payee, incident, sheets } = entry
  const none = needs.sheets && sheets.length === 0 ? [lack('sheets', 'no-sheets')] : []
  return [
    ...payeeLacks(payee, insured, needs.payeeIsHeir),
    ...incidentLacks(incident, needs, today),
    ...none,
    ...(needs.sheets ? sheets.flatMap((sheet, at) => sheetLacks(sheet, at, needs, today)) : []),
    ...(needs.sheets ? repeatedInvoices(sheets) : []),
    ...(needs.stays ? repeatedStays(sheets) : []),
    ...deadlineLacks(entry, needs),
  ]
}

/** The amounts that balance a sheet and those that the benefit reads: what the form shows first. */
export function shownAmounts({ amounts }: EntryNeeds): readonly string[] {
  return [...new Set(['total', ...BALANCE_PARTS, ...amounts])]
}
