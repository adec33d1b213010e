import { entryFieldName } from '../../contract/words/entry-field-words.ts'
import { GRADE_NAMES, INSURANCE_NAMES, PAYEE_RELATION_NAMES } from '../../contract/words/claim-words.ts'
import { groupedBankCard } from '../../domain/claims/bank-card.ts'
import type { RegradedField } from '../../domain/claims/regrade.ts'
import { SHEET_AMOUNTS } from '../../domain/plans/benefit-terms.ts'
import { date, daysBetween } from '../../domain/shared/calendar-date.ts'
import { shownYuan } from '../shared/shown.ts'
import { words } from '../words/words.ts'
import type { ClaimDetail } from './claim-detail.ts'

/** A field as it was entered, beside what the system knows of it. */
export type ReviewFact = {
  readonly path: string
  readonly label: string
  readonly value: string
  readonly known?: { readonly text: string; readonly agrees: boolean | undefined }
  readonly money?: boolean
}

export type FactGroup = { readonly title: string; readonly facts: readonly ReviewFact[] }

type Sheet = ClaimDetail['entry']['sheets'][number]

const yesNo = (value: boolean) => words(value ? 'claimReview.yes' : 'claimReview.no')
const fact = (path: string, value: string, known?: ReviewFact['known']): ReviewFact => ({
  path,
  label: entryFieldName(path),
  value,
  ...(known && { known }),
})

/** Equal to what stands in the record of the person; masked values are shown and not compared. */
function compared(entered: string, text: string, full: boolean): ReviewFact['known'] {
  return { text, agrees: full ? entered === text : undefined }
}

function payeeFacts({ entry: { payee }, insured, full }: ClaimDetail): readonly ReviewFact[] {
  const isSelf = payee.relation === 'self'
  const ofInsured = (entered: string, known: string) => (isSelf ? compared(entered, known, full) : undefined)
  return [
    fact('payee.relation', PAYEE_RELATION_NAMES[payee.relation]),
    fact('payee.name', payee.name, ofInsured(payee.name, insured.name)),
    fact(
      'payee.idNumber',
      payee.idNumber,
      payee.idNumber === '' ? undefined : ofInsured(payee.idNumber, insured.idNumber),
    ),
    fact('payee.mobile', payee.mobile, ofInsured(payee.mobile, insured.phone)),
    fact('payee.card', groupedBankCard(payee.card)),
    fact('payee.bank', payee.bank),
    fact('payee.branch', payee.branch),
  ]
}

type Asked = readonly RegradedField[] | undefined

/** What the plan asks about a diagnosis or a disability; where that is not known, what was entered of it. */
function gradedFacts({ entry: { incident } }: ClaimDetail, asked: Asked): readonly ReviewFact[] {
  const { grade, category, inSitu, disabilityGrade } = incident
  const values = {
    grade: grade === '' ? '' : GRADE_NAMES[grade],
    category,
    inSitu: asked === undefined && !inSitu ? '' : yesNo(inSitu),
    disabilityGrade: disabilityGrade === null ? '' : String(disabilityGrade),
  }
  return (['grade', 'category', 'inSitu', 'disabilityGrade'] as const)
    .filter((field) => (asked === undefined ? values[field] !== '' : asked.includes(field)))
    .map((field) => fact(`incident.${field}`, values[field]))
}

function incidentFacts(claim: ClaimDetail, asked: Asked): readonly ReviewFact[] {
  const { incident } = claim.entry
  const { cover } = claim
  const inside = incident.on >= cover.effectiveOn && incident.on <= cover.endsOn
  const period = words('claimReview.coverPeriod', { from: cover.effectiveOn, to: cover.endsOn })
  return [
    fact('incident.on', incident.on, { text: period, agrees: inside }),
    ...(claim.kind === 'accident-death' || incident.diedOn !== '' ? [fact('incident.diedOn', incident.diedOn)] : []),
    fact('incident.cause', incident.cause),
    fact('incident.diagnosisCode', incident.diagnosisCode),
    fact('incident.diagnosisName', incident.diagnosisName),
    ...gradedFacts(claim, asked),
  ]
}

function stayOf({ admittedOn, dischargedOn }: Sheet): ReviewFact['known'] {
  if (admittedOn === '' || dischargedOn === '') return undefined
  const days = daysBetween(date(admittedOn), date(dischargedOn))
  return { text: words('claimReview.days', { days }), agrees: days >= 0 ? undefined : false }
}

function sheetFacts(sheet: Sheet, at: number): readonly ReviewFact[] {
  const path = (name: string) => `sheets.${at}.${name}`
  return [
    fact(path('hospital'), sheet.hospital),
    fact(path('hospitalLevel'), sheet.hospitalLevel),
    fact(path('insurance'), sheet.insurance === '' ? '' : INSURANCE_NAMES[sheet.insurance]),
    fact(path('remote'), yesNo(sheet.remote)),
    fact(path('admittedOn'), sheet.admittedOn),
    fact(path('dischargedOn'), sheet.dischargedOn, stayOf(sheet)),
    fact(path('invoiceNumber'), sheet.invoiceNumber),
    ...(['treatment', 'settlementKind', 'stay'] as const)
      .filter((name) => sheet[name] !== '')
      .map((name) => fact(path(name), sheet[name])),
    ...SHEET_AMOUNTS.filter((name) => sheet[name] !== '').map((name) => ({
      ...fact(path(name), shownYuan(sheet[name])),
      money: true,
    })),
  ]
}

/** Everything entered for a case in the order of the form; `asked`: what the plan asks of a diagnosis or disability. */
export function factGroups(claim: ClaimDetail, asked?: readonly RegradedField[]): readonly FactGroup[] {
  return [
    { title: words('claimReview.payee'), facts: payeeFacts(claim) },
    { title: words('claimReview.incident'), facts: incidentFacts(claim, asked) },
    ...claim.entry.sheets.map((sheet, at) => ({
      title: words('claimReview.sheet', { at: at + 1 }),
      facts: sheetFacts(sheet, at),
    })),
  ]
}
