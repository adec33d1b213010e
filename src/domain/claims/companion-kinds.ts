import type { ClaimKind } from '../plans/claim-kind.ts'

/** Kinds that one event usually gives a right to together, whichever cover they lie under. */
const TOGETHER: { readonly [K in ClaimKind]?: readonly ClaimKind[] } = {
  'illness-inpatient': ['hospital-allowance'],
  'accident-inpatient': ['hospital-allowance', 'accident-medical'],
}

/**
 * Kinds to propose with a chosen one, itself included since other plans may grant it too: so that nothing stays
 * unclaimed. Source: decisions, "Make it the best" 2.
 */
export function companionKinds(kind: ClaimKind): readonly ClaimKind[] {
  return [kind, ...(TOGETHER[kind] ?? [])]
}

/** 疾病住院 and 意外住院 of one stay exclude each other. Source: decisions, "One invoice, many rights". */
export function excludeEachOther(one: ClaimKind, other: ClaimKind): boolean {
  const inpatient: readonly ClaimKind[] = ['illness-inpatient', 'accident-inpatient']
  return one !== other && inpatient.includes(one) && inpatient.includes(other)
}
