import type { AdmissionCondition, AdmissionTable, LumpSumCondition } from '../plans/benefit-terms.ts'
import type { Cover, Sheet } from './benefit-facts.ts'

/** What an admission is, for the conditions of tables. */
export type Admission = Required<Pick<AdmissionCondition, 'admission' | 'remote' | 'renewal'>> & AdmissionCondition

export function admissionOf(sheet: Sheet, cover: Cover, admission: number): Admission {
  const renewal = cover.continuousSince < cover.effectiveOn
  return { admission, remote: sheet.remote, renewal, hospitalLevel: sheet.hospitalLevel, insurance: sheet.insurance }
}

function holds(when: AdmissionCondition, found: Admission): boolean {
  return (
    (when.admission === undefined || when.admission === found.admission) &&
    (when.hospitalLevel === undefined || when.hospitalLevel === found.hospitalLevel) &&
    (when.insurance === undefined || when.insurance === found.insurance) &&
    (when.remote === undefined || when.remote === found.remote) &&
    (when.renewal === undefined || when.renewal === found.renewal)
  )
}

/** The value of the first row whose conditions hold for the admission. */
export function lookUp<T>(table: AdmissionTable<T>, found: Admission): T | undefined {
  for (const row of table) if (holds(row.when, found)) return row.value
  return undefined
}

/** The parts of an admission that a table asks about, to say why none of its rows holds. */
export function askedBy(table: AdmissionTable<unknown>, found: Admission): AdmissionCondition {
  const asked = new Set(
    table.flatMap((row) => Object.entries(row.when).flatMap(([name, value]) => (value === undefined ? [] : [name]))),
  )
  return Object.fromEntries(Object.entries(found).filter(([name]) => asked.has(name)))
}

export type LumpSumFound = Required<Pick<LumpSumCondition, 'inSitu'>> & Pick<LumpSumCondition, 'grade' | 'category'>

/** Whether a row of a table of lump sums holds for a day of cover and a diagnosis. */
export function lumpSumHolds(when: LumpSumCondition, day: number, found: LumpSumFound): boolean {
  return (
    day >= (when.fromDay ?? day) &&
    day <= (when.toDay ?? day) &&
    (when.grade === undefined || when.grade === found.grade) &&
    (when.category === undefined || when.category === found.category) &&
    (when.inSitu === undefined || when.inSitu === found.inSitu)
  )
}
