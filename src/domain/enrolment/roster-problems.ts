import type { WorkbookRefusal } from '../files/workbook-refusal.ts'
import type { CalendarDate } from '../shared/calendar-date.ts'
import type { IdKind } from '../shared/id-kind.ts'
import type { RosterColumn } from './roster.ts'

export type ProblemLevel = 'error' | 'warning'

/** What can be wrong with one row, with the facts that its sentence needs. */
export type RosterProblem =
  | { readonly code: 'name-missing' }
  | { readonly code: 'name-has-other-characters'; readonly found: string }
  | { readonly code: 'id-missing' }
  | { readonly code: 'id-malformed'; readonly kind: IdKind; readonly length: number }
  | { readonly code: 'id-of-15-digits'; readonly suggested: string | undefined }
  | { readonly code: 'id-of-no-province' }
  | { readonly code: 'id-kind-unknown'; readonly word: string }
  | { readonly code: 'id-kind-not-taken'; readonly kind: IdKind; readonly taken: readonly IdKind[] }
  | { readonly code: 'wrong-check-digit' }
  | { readonly code: 'impossible-birth-date' }
  | { readonly code: 'birth-date-missing' }
  | { readonly code: 'birth-date-malformed' }
  | { readonly code: 'under-age'; readonly age: number; readonly least: number; readonly on: CalendarDate }
  | { readonly code: 'over-age'; readonly age: number; readonly most: number; readonly on: CalendarDate }
  | { readonly code: 'over-age-needs-proof'; readonly age: number; readonly most: number; readonly on: CalendarDate }
  | { readonly code: 'sex-missing' }
  | { readonly code: 'women-only' }
  | { readonly code: 'repeated-in-file'; readonly earlierRow: number }
  | { readonly code: 'already-in-enrolment' }
  | { readonly code: 'covered-elsewhere' }
  | { readonly code: 'covered-here'; readonly endsOn: CalendarDate; readonly renewableFrom: CalendarDate }
  | { readonly code: 'in-flight-here' }
  | { readonly code: 'too-many-shares'; readonly most: number; readonly standing: number }
  | { readonly code: 'phone-missing' }
  | { readonly code: 'phone-malformed' }
  | { readonly code: 'name-differs' }
  | { readonly code: 'phone-of-another' }
  | { readonly code: 'main-plan-missing'; readonly plan: string }
  | { readonly code: 'risk-class-unknown'; readonly word: string }
  | { readonly code: 'merged-cells'; readonly range: string }
  | { readonly code: 'digits-lost' }
  | { readonly code: 'middle-dot-changed' }
  | { readonly code: 'rare-characters' }

export type RosterProblemCode = RosterProblem['code']

/** Findings about the file as a whole. */
export type FileProblem =
  | WorkbookRefusal
  | { readonly code: 'header-missing' }
  | { readonly code: 'columns-missing'; readonly missing: readonly RosterColumn[]; readonly row: number }
  | { readonly code: 'columns-repeated'; readonly repeated: readonly RosterColumn[]; readonly row: number }
  | { readonly code: 'no-people' }
  | { readonly code: 'other-sheet-left-out'; readonly sheet: string }
  | { readonly code: 'risk-class-absent'; readonly rows: number }

/** Warnings; whatever else is found about a file refuses it whole. */
const FILE_WARNINGS: readonly FileProblem['code'][] = ['other-sheet-left-out', 'risk-class-absent']

export function refusesFile(problem: FileProblem): boolean {
  return !FILE_WARNINGS.includes(problem.code)
}

type Entry = { readonly number: string; readonly level: ProblemLevel; readonly column: RosterColumn }

/** Printed number, level and column of each problem. Source: domain paper §4.2, decisions "Judging a row". */
export const ROSTER_PROBLEMS = {
  'name-missing': { number: 'E01', level: 'error', column: 'name' },
  'name-has-other-characters': { number: 'E01', level: 'error', column: 'name' },
  'id-missing': { number: 'E02', level: 'error', column: 'idNumber' },
  'id-malformed': { number: 'E03', level: 'error', column: 'idNumber' },
  'id-of-15-digits': { number: 'E03', level: 'error', column: 'idNumber' },
  'id-of-no-province': { number: 'E03', level: 'error', column: 'idNumber' },
  'id-kind-unknown': { number: 'E03', level: 'error', column: 'idKind' },
  'id-kind-not-taken': { number: 'E03', level: 'error', column: 'idNumber' },
  'wrong-check-digit': { number: 'E04', level: 'error', column: 'idNumber' },
  'impossible-birth-date': { number: 'E05', level: 'error', column: 'idNumber' },
  'birth-date-missing': { number: 'E05', level: 'error', column: 'born' },
  'birth-date-malformed': { number: 'E05', level: 'error', column: 'born' },
  'under-age': { number: 'E06', level: 'error', column: 'idNumber' },
  'over-age': { number: 'E07', level: 'error', column: 'idNumber' },
  'over-age-needs-proof': { number: 'E07', level: 'warning', column: 'idNumber' },
  'sex-missing': { number: 'E08', level: 'error', column: 'sex' },
  'women-only': { number: 'E08', level: 'error', column: 'idNumber' },
  'repeated-in-file': { number: 'E09', level: 'error', column: 'idNumber' },
  'already-in-enrolment': { number: 'E10', level: 'error', column: 'idNumber' },
  'covered-elsewhere': { number: 'E11', level: 'error', column: 'idNumber' },
  'covered-here': { number: 'E11', level: 'error', column: 'idNumber' },
  'in-flight-here': { number: 'E11', level: 'error', column: 'idNumber' },
  'too-many-shares': { number: 'E12', level: 'error', column: 'idNumber' },
  'phone-missing': { number: 'E13', level: 'error', column: 'phone' },
  'phone-malformed': { number: 'E13', level: 'error', column: 'phone' },
  'name-differs': { number: 'E14', level: 'warning', column: 'name' },
  'phone-of-another': { number: 'E15', level: 'warning', column: 'phone' },
  'main-plan-missing': { number: 'E16', level: 'error', column: 'idNumber' },
  'risk-class-unknown': { number: 'E17', level: 'error', column: 'riskClass' },
  'merged-cells': { number: 'E18', level: 'error', column: 'name' },
  'digits-lost': { number: 'E19', level: 'error', column: 'idNumber' },
  'middle-dot-changed': { number: 'E20', level: 'warning', column: 'name' },
  'rare-characters': { number: 'E20', level: 'warning', column: 'name' },
} as const satisfies { [Code in RosterProblemCode]: Entry }

/** Findings that need the database; the rest is judged from the file alone. */
export type ContextProblem = Extract<
  RosterProblem,
  {
    code:
      | 'already-in-enrolment'
      | 'covered-elsewhere'
      | 'covered-here'
      | 'in-flight-here'
      | 'too-many-shares'
      | 'name-differs'
      | 'phone-of-another'
      | 'main-plan-missing'
  }
>

export function refuses(problem: Pick<RosterProblem, 'code'>): boolean {
  return ROSTER_PROBLEMS[problem.code].level === 'error'
}

/** Codes that refuse: beside someone of a roster they say what 【完成】 found, until it is judged again. */
export const REFUSING_CODES: readonly RosterProblemCode[] = (
  Object.keys(ROSTER_PROBLEMS) as RosterProblemCode[]
).filter((code) => refuses({ code }))

/** Problems in the order in which they are shown: by printed number. */
export function inOrder(problems: readonly RosterProblem[]): readonly RosterProblem[] {
  return problems.length < 2 ? problems : [...problems].sort((a, b) => (numberOf(a) < numberOf(b) ? -1 : 1))
}

function numberOf(problem: RosterProblem): string {
  return ROSTER_PROBLEMS[problem.code].number
}

/**
 * Adds what the database found to what the file alone showed. A document number that is refused already gets no further
 * refusal; of several found, the first by number counts. Warnings are added in any case. Source: decisions "Judging a row".
 */
export function withContext(
  problems: readonly RosterProblem[],
  found: readonly ContextProblem[],
): readonly RosterProblem[] {
  const idRefused = problems.some((problem) => refuses(problem) && isAboutId(problem))
  const refusal = idRefused ? undefined : inOrder(found).find(refuses)
  const warnings = found.filter((problem) => !refuses(problem))
  return inOrder([...problems, ...warnings, ...(refusal ? [refusal] : [])])
}

const ID_COLUMNS: readonly RosterColumn[] = ['idNumber', 'idKind', 'born', 'sex']

function isAboutId(problem: RosterProblem): boolean {
  return ID_COLUMNS.includes(ROSTER_PROBLEMS[problem.code].column)
}
