import type { Desk } from '../organisations/desks.ts'
import type { ClaimKind } from '../plans/claim-kind.ts'
import type { ClaimEntry } from './claim-entry.ts'

/** Desks that work with what a case is about; those that pay need to know whom and how much. */
const MEDICAL: readonly Desk[] = [
  'unit-handler',
  'claim-entry',
  'claim-first-review',
  'claim-second-review',
  'claim-approval',
  'audit',
]

/** Kinds whose calculation says the diagnosis or the disability. */
const PAID_BY_DIAGNOSIS: readonly ClaimKind[] = ['critical-illness', 'women-illness', 'disability']

/** Whether these desks read diagnosis, cause and treatment, and what was said of them. Finance pays without. */
export function readsMedical(desks: readonly Desk[]): boolean {
  return desks.some((desk) => MEDICAL.includes(desk))
}

export function tellsDiagnosis(kind: ClaimKind): boolean {
  return PAID_BY_DIAGNOSIS.includes(kind)
}

/** An entry for whoever does not read what happened: persons, days, hospitals and money stay. */
export function withoutMedical({ payee, incident, sheets }: ClaimEntry): ClaimEntry {
  const { on, diedOn } = incident
  return {
    payee,
    incident: {
      on,
      diedOn,
      cause: '',
      diagnosisCode: '',
      diagnosisName: '',
      grade: '',
      inSitu: false,
      category: '',
      disabilityGrade: null,
    },
    sheets: sheets.map((sheet) => ({ ...sheet, treatment: '' })),
  }
}
