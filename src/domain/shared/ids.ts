declare const brand: unique symbol
/** UUIDs made by the server (UUIDv7), branded by what they name so that one cannot stand in for another. */
export type Id<Name extends string> = string & { readonly [brand]: Name }

export type OrganisationId = Id<'organisation'>
export type AccountId = Id<'account'>
export type FileId = Id<'file'>
export type MessageId = Id<'message'>
export type RegistrationId = Id<'registration'>
export type PlanVersionId = Id<'plan-version'>
export type EnrolmentId = Id<'enrolment'>
export type ImportBatchId = Id<'import-batch'>
export type PersonId = Id<'person'>
export type RosterPersonId = Id<'roster-person'>
export type CertificateId = Id<'certificate'>
export type InvoiceId = Id<'invoice'>
export type PaymentId = Id<'payment'>
export type CoverId = Id<'cover'>
export type ClaimId = Id<'claim'>
export type CalculationId = Id<'calculation'>
export type MaterialId = Id<'claim-material'>
export type PayoutBatchId = Id<'payout-batch'>
export type PayoutLineId = Id<'payout-line'>
export type ExportId = Id<'export'>
