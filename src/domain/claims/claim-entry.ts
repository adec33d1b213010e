import type { ClaimKind } from '../plans/claim-kind.ts'
import type { Grade, HospitalLevel, Insurance, SheetAmount } from '../plans/benefit-terms.ts'

/** 与被保障人关系 */
export const PAYEE_RELATIONS = ['self', 'spouse', 'child', 'parent', 'heir', 'other'] as const
export type PayeeRelation = (typeof PAYEE_RELATIONS)[number]

/** 领款人信息, as far as it is entered. */
export type Payee = {
  readonly relation: PayeeRelation
  readonly name: string
  readonly idNumber: string
  readonly mobile: string
  /** Digits only. */
  readonly card: string
  readonly bank: string
  readonly branch: string
}

/** 出险信息: an empty text is a field that is not entered yet. */
export type Incident = {
  /** Day of diagnosis or accident, by which the cover is found. */
  readonly on: string
  /** Of a death: its day, on or after that of the accident. */
  readonly diedOn: string
  readonly cause: string
  readonly diagnosisCode: string
  readonly diagnosisName: string
  readonly grade: Grade | ''
  readonly inSitu: boolean
  readonly category: string
  readonly disabilityGrade: number | null
}

/** 结算单: amounts in decimal yuan as typed, days as `YYYY-MM-DD`; an empty text is a field that is not entered yet. */
export type SheetEntry = { readonly [A in SheetAmount]: string } & {
  readonly hospitalCode: string
  readonly hospital: string
  readonly hospitalLevel: HospitalLevel | ''
  readonly insurance: Insurance | ''
  readonly remote: boolean
  readonly admittedOn: string
  readonly dischargedOn: string
  readonly stay: string
  readonly invoiceNumber: string
  readonly settlementKind: string
  readonly treatment: string
}

/** Everything that is entered for a case: sealed as one, since most of it is medical or financial. */
export type ClaimEntry = { readonly payee: Payee; readonly incident: Incident; readonly sheets: readonly SheetEntry[] }

/** How long each text of an entry may be, in UTF-16 units. */
export const PAYEE_LENGTHS = { name: 60, idNumber: 30, mobile: 20, bank: 100, branch: 100 } as const
export const INCIDENT_LENGTHS = { cause: 500, diagnosisCode: 20, diagnosisName: 200, category: 60 } as const
export const SHEET_LENGTHS = {
  hospitalCode: 40,
  hospital: 100,
  stay: 40,
  invoiceNumber: 60,
  settlementKind: 60,
  treatment: 100,
} as const
/** How many sheets a case may have. */
export const MOST_SHEETS = 50

const NO_PAYEE: Payee = { relation: 'self', name: '', idNumber: '', mobile: '', card: '', bank: '', branch: '' }

/** What a new case begins with: the day given at 受理, everything else empty. */
export function newClaimEntry(incidentOn: string): ClaimEntry {
  return {
    payee: NO_PAYEE,
    incident: {
      on: incidentOn,
      diedOn: '',
      cause: '',
      diagnosisCode: '',
      diagnosisName: '',
      grade: '',
      inSitu: false,
      category: '',
      disabilityGrade: null,
    },
    sheets: [],
  }
}

/** The day from which a person is dead by what was entered; cases from before it was asked have that of the event alone. */
export function dayOfDeath({ on, diedOn }: Incident, incidentOn: string): string {
  if (diedOn !== '') return diedOn
  return on === '' ? incidentOn : on
}

/** Kinds for which settlement sheets are entered. Source: decisions, "Materials for every kind". */
export function takesSheets(kind: ClaimKind): boolean {
  return (
    kind === 'illness-inpatient' ||
    kind === 'accident-inpatient' ||
    kind === 'hospital-allowance' ||
    kind === 'accident-medical'
  )
}
