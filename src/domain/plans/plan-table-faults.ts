import { HOSPITAL_LEVELS, INSURANCES } from './benefit-terms.ts'
import type { AdmissionCondition, AdmissionTable, LumpSumCondition } from './benefit-terms.ts'
import type { PlanFault } from './plan-fault.ts'

type Found = readonly PlanFault[]
type Condition = { readonly [K in keyof (AdmissionCondition & LumpSumCondition)]: unknown }

const DAY_BOUNDS = ['fromDay', 'toDay'] as const

/** Whether a row holds wherever another does, so that the other, coming later, is never reached. */
function holdsWherever(earlier: Condition, later: Condition): boolean {
  const bounds = DAY_BOUNDS.every((name) => {
    const [of, other] = [earlier[name], later[name]].map((day) => (day === undefined ? undefined : Number(day)))
    if (of === undefined) return true
    return other !== undefined && (name === 'fromDay' ? of <= other : of >= other)
  })
  const named = Object.entries(earlier).filter(([name, value]) => value !== undefined && !name.endsWith('Day'))
  return bounds && named.every(([name, value]) => later[name as keyof Condition] === value)
}

/** Rows that an earlier row of the same table always takes the place of. */
export function unreachedRows(rows: readonly { readonly when: Condition }[], path: string): Found {
  return rows.flatMap((row, at): Found => {
    const before = rows.slice(0, at).findIndex((earlier) => holdsWherever(earlier.when, row.when))
    return before < 0
      ? []
      : [{ path: `${path}[${at}].when`, rule: 'row-never-reached', expected: `${path}[${before}]` }]
  })
}

/** Every sort of admission that the conditions of a table tell apart; the last admission number stands for all later. */
function sortsOf(table: AdmissionTable<unknown>): readonly AdmissionCondition[] {
  const asked = (name: keyof AdmissionCondition) => table.some((row) => row.when[name] !== undefined)
  const lastAdmission = Math.max(0, ...table.map((row) => row.when.admission ?? 0)) + 1
  const values: { readonly [K in keyof Required<AdmissionCondition>]: readonly AdmissionCondition[K][] } = {
    hospitalLevel: HOSPITAL_LEVELS,
    insurance: INSURANCES,
    remote: [false, true],
    admission: Array.from({ length: lastAdmission }, (_, before) => before + 1),
    renewal: [false, true],
  }
  const names = (Object.keys(values) as (keyof AdmissionCondition)[]).filter(asked)
  return names.reduce<readonly AdmissionCondition[]>(
    (sorts, name) => sorts.flatMap((sort) => values[name].map((value) => ({ ...sort, [name]: value }))),
    [{}],
  )
}

/** A table in which a missing row would silently count as 0: each sort of admission must have its row. */
export function missingRows(table: AdmissionTable<unknown>, path: string): Found {
  if (table.length === 0) return []
  const missing = sortsOf(table).find((sort) => !table.some((row) => holdsWherever(row.when, sort)))
  return missing ? [{ path, rule: 'row-missing', expected: JSON.stringify(missing) }] : []
}
