import type { ClaimKind } from '../plans/claim-kind.ts'
import { accept, refuse, type Decision } from '../shared/decision.ts'
import type { ClaimEntry, Incident } from './claim-entry.ts'
import type { EntryChange } from './entry-changes.ts'

/** What a reviewer may judge otherwise than the unit entered it (改判). */
export const REGRADED_FIELDS = [
  'grade',
  'category',
  'inSitu',
  'disabilityGrade',
  'diagnosisCode',
  'diagnosisName',
] as const
export type RegradedField = (typeof REGRADED_FIELDS)[number]
export type Regrade = { readonly [F in RegradedField]?: Incident[F] | undefined }

const DIAGNOSIS = ['diagnosisCode', 'diagnosisName'] as const
const GRADED = ['grade', 'category', 'inSitu', ...DIAGNOSIS] as const

/** By kind: amounts of costs follow from papers and are returned instead, never regraded. */
const FIELDS: { readonly [K in ClaimKind]: readonly RegradedField[] } = {
  'illness-inpatient': DIAGNOSIS,
  'accident-inpatient': DIAGNOSIS,
  'hospital-allowance': DIAGNOSIS,
  'critical-illness': GRADED,
  'women-illness': GRADED,
  'accident-medical': DIAGNOSIS,
  disability: ['disabilityGrade', ...DIAGNOSIS],
  'accident-death': DIAGNOSIS,
}

export function regradedFields(kind: ClaimKind): readonly RegradedField[] {
  return FIELDS[kind]
}

export type RegradeRefused =
  | { readonly code: 'claim-not-regraded' | 'claim-regrade-field' }
  | { readonly code: 'claim-category-unknown'; readonly categories: string }

/**
 * What was entered with the reviewer's judgement in its place; a field of another kind, a category that the plan does not
 * know, and no change at all, are refused. No `categories`: the plan takes any.
 */
export function regraded(
  entry: ClaimEntry,
  kind: ClaimKind,
  regrade: Regrade,
  categories: readonly string[],
): Decision<ClaimEntry, RegradeRefused> {
  const wanted = REGRADED_FIELDS.filter((field) => regrade[field] !== undefined)
  if (wanted.some((field) => !FIELDS[kind].includes(field))) return refuse({ code: 'claim-regrade-field' })
  const { category } = regrade
  if (category !== undefined && categories.length > 0 && !categories.includes(category))
    return refuse({ code: 'claim-category-unknown', categories: categories.join('、') })
  const changed = wanted.filter((field) => regrade[field] !== entry.incident[field])
  if (changed.length === 0) return refuse({ code: 'claim-not-regraded' })
  const incident = changed.reduce<Incident>((before, field) => ({ ...before, [field]: regrade[field] }), entry.incident)
  return accept({ ...entry, incident })
}

/** An entry as it was before a regrade, whose changes are told: for whoever does not know of it yet. */
export function withoutRegrade(entry: ClaimEntry, changes: readonly EntryChange[]): ClaimEntry {
  const old = new Map(changes.map(({ path, before }) => [path, before ?? '']))
  const textOf = (field: 'grade' | 'category' | 'diagnosisCode' | 'diagnosisName') =>
    old.get(`incident.${field}`) ?? entry.incident[field]
  const [inSitu, disability] = [old.get('incident.inSitu'), old.get('incident.disabilityGrade')]
  return {
    ...entry,
    incident: {
      ...entry.incident,
      grade: textOf('grade') as Incident['grade'],
      category: textOf('category'),
      diagnosisCode: textOf('diagnosisCode'),
      diagnosisName: textOf('diagnosisName'),
      ...(inSitu !== undefined && { inSitu: inSitu === 'true' }),
      ...(disability !== undefined && { disabilityGrade: disability === '' ? null : Number(disability) }),
    },
  }
}
