import type { ClaimKind } from '../plans/claim-kind.ts'
import { GRADES } from '../plans/benefit-terms.ts'
import { takesSheets, type ClaimEntry, type Incident } from './claim-entry.ts'
import type { EntryNeeds } from './entry-needs.ts'
import { maybeCritical, proposalFor, suggestsAccident } from './diagnosis-proposal.ts'

/** A kind under a cover of the person that may pay for the same event; `stays`: for stays in hospital alone. */
export type Candidate = { readonly kind: ClaimKind; readonly planCode: string; readonly stays: boolean }

const ACCIDENTS: readonly ClaimKind[] = ['accident-inpatient', 'accident-medical']

/** Plans of women's illnesses tell by their categories which diagnoses they mean; any of them will do for a first look. */
const WOMENS_PLAN = 'beijing-women'

/**
 * Whether what was entered speaks for a kind: sheets for what is paid by stays and costs, an accident or an illness as the
 * case and the diagnosis say, a diagnosis that lists of critical or women's illnesses know for lump sums. Deaths and
 * disabilities are never guessed.
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
      return !isAccident && maybeCritical(diagnosisCode)
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

/**
 * The entry as another kind under another plan would begin with: what the diagnosis proposes stands where nothing does, and
 * sheets are left out where the kind takes none, bills that are no stay where only stays are paid.
 */
export function entryFor({ payee, incident, sheets }: ClaimEntry, { kind, planCode, stays }: Candidate): ClaimEntry {
  const taken = takesSheets(kind) ? sheets : []
  const { category, grade, inSitu } = proposalFor(incident.diagnosisCode, planCode)
  return {
    payee,
    incident: {
      ...incident,
      grade: incident.grade === '' ? (grade ?? '') : incident.grade,
      category: incident.category === '' ? (category ?? '') : incident.category,
      inSitu: incident.inSitu || inSitu,
    },
    sheets: stays ? taken.filter(({ admittedOn }) => admittedOn !== '') : taken,
  }
}

/** What the amount still depends on where neither the code nor anybody has decided it. */
export type OpenChoice = 'grade' | 'category'
export type Choices = { readonly by: OpenChoice | null; readonly entries: readonly ClaimEntry[] }

/** The entry with each grade, or each category of the plan, where that is asked and still open; else as it is. */
export function choicesOf(entry: ClaimEntry, { grade, category, categories }: EntryNeeds): Choices {
  const withEach = (by: OpenChoice, changes: readonly Partial<Incident>[]): Choices => ({
    by,
    entries: changes.map((change) => ({ ...entry, incident: { ...entry.incident, ...change } })),
  })
  if (grade && entry.incident.grade === '')
    return withEach(
      'grade',
      GRADES.map((one) => ({ grade: one })),
    )
  if (category && entry.incident.category === '' && categories.length > 0)
    return withEach(
      'category',
      categories.map((one) => ({ category: one })),
    )
  return { by: null, entries: [entry] }
}
