/** Kinds of claim (申领类型): what a person may apply for under a cover. */
export const CLAIM_KINDS = [
  'illness-inpatient',
  'accident-inpatient',
  'hospital-allowance',
  'critical-illness',
  'women-illness',
  'accident-medical',
  'disability',
  'accident-death',
] as const
export type ClaimKind = (typeof CLAIM_KINDS)[number]
