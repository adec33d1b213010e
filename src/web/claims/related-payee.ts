import type { Payee, PayeeRelation } from '../../domain/claims/claim-entry.ts'

/** Whose data are offered where the payee is the insured person. */
export type Insured = { readonly name: string; readonly idNumber: string; readonly phone: string }

const NOTHING = { name: '', idNumber: '', mobile: '', card: '', bank: '', branch: '' }

/**
 * A payee of another relation. Between 本人 and others it is another human being: mobile and account of the one before are
 * not theirs, and the own data of the insured person are offered.
 */
export function relatedPayee(payee: Payee, relation: PayeeRelation, insured: Insured): Payee {
  if ((payee.relation === 'self') === (relation === 'self')) return { ...payee, relation }
  if (relation !== 'self') return { ...NOTHING, relation }
  return { ...NOTHING, relation, name: insured.name, idNumber: insured.idNumber, mobile: insured.phone }
}
