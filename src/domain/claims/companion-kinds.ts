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

/**
 * Kinds of which one stay is one only, under whichever plans: 疾病住院 or 意外住院. The database keeps the same list of
 * their invoices. Source: decisions, "One invoice, many rights".
 */
export const EXCLUSIVE_KINDS: readonly ClaimKind[] = ['illness-inpatient', 'accident-inpatient']

export function excludeEachOther(one: ClaimKind, other: ClaimKind): boolean {
  return one !== other && EXCLUSIVE_KINDS.includes(one) && EXCLUSIVE_KINDS.includes(other)
}
