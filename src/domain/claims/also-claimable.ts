import type { ClaimKind } from '../plans/claim-kind.ts'
import type { ClaimEntry } from './claim-entry.ts'
import { proposalFor, suggestsAccident } from './diagnosis-proposal.ts'

/** A kind under a cover of the person that may pay for the same event. */
export type Candidate = { readonly kind: ClaimKind; readonly planCode: string }

const ACCIDENTS: readonly ClaimKind[] = ['accident-inpatient', 'accident-medical']

/** Plans of women's illnesses tell by their categories which diagnoses they mean; any of them will do for a first look. */
const WOMENS_PLAN = 'beijing-women'

/**
 * Whether what was entered speaks for a kind: sheets for what is paid by stays and costs, an accident or an illness as the
 * case and the diagnosis say, a diagnosis whose code proposes a grade or category for lump sums. Deaths and disabilities
 * are never guessed.
 */
export function isLikely(kind: ClaimKind, entry: ClaimEntry, ofCase: ClaimKind, planCode: string): boolean {
  const { diagnosisCode } = entry.incident
  const isAccident = ACCIDENTS.includes(ofCase) || suggestsAccident(diagnosisCode)
  const hasSheets = entry.sheets.length > 0
  switch (kind) {
    case 'hospital-allowance':
      return hasSheets
    case 'illness-inpatient':
      return hasSheets && !isAccident
    case 'accident-inpatient':
    case 'accident-medical':
      return hasSheets && isAccident
    case 'critical-illness':
      return !isAccident && proposalFor(diagnosisCode, planCode).grade !== undefined
    case 'women-illness': {
      const { category, inSitu } = proposalFor(diagnosisCode, planCode)
      return (
        !isAccident &&
        (category !== undefined || inSitu || proposalFor(diagnosisCode, WOMENS_PLAN).category !== undefined)
      )
    }
    case 'disability':
    case 'accident-death':
      return false
  }
}

/** The entry as another kind under another plan would begin with: what the diagnosis proposes stands where nothing does. */
export function entryFor({ payee, incident, sheets }: ClaimEntry, { planCode }: Candidate): ClaimEntry {
  const { category, grade, inSitu } = proposalFor(incident.diagnosisCode, planCode)
  return {
    payee,
    incident: {
      ...incident,
      grade: incident.grade === '' ? (grade ?? '') : incident.grade,
      category: incident.category === '' ? (category ?? '') : incident.category,
      inSitu: incident.inSitu || inSitu,
    },
    sheets,
  }
}
