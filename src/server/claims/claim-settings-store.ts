import { sql } from 'kysely'
import type { SheetAmount } from '../../domain/plans/benefit-terms.ts'
import type { Cents } from '../../domain/shared/cents.ts'
import type { OrganisationId } from '../../domain/shared/ids.ts'
import type { Transaction } from '../db/transaction.ts'

/** What an office sets for its claims; amounts in fen, days in working days. */
export type ClaimSettings = {
  readonly approvalThreshold: Cents
  readonly holdMinutes: number
  readonly firstReviewDays: number
  readonly totalDays: number
  readonly lateClaims: boolean
  readonly sheetOrder: readonly SheetAmount[]
  readonly version: number
}

/** As long as an office sets nothing; the same as the defaults of the table. */
export const DEFAULT_CLAIM_SETTINGS: ClaimSettings = {
  approvalThreshold: 500_000 as Cents,
  holdMinutes: 60,
  firstReviewDays: 3,
  totalDays: 10,
  lateClaims: false,
  sheetOrder: [],
  version: 0,
}

/** Settings of an office, for it and for everyone below it; the policy lets its units read them. */
export async function getClaimSettings(tx: Transaction, officeId: OrganisationId): Promise<ClaimSettings> {
  const { rows } =
    await sql<ClaimSettings>`select approval_threshold as "approvalThreshold", hold_minutes as "holdMinutes",
      first_review_days as "firstReviewDays", total_days as "totalDays", late_claims as "lateClaims",
      sheet_order as "sheetOrder", version
    from claim_settings where office_id = ${officeId}`.execute(tx.db)
  return rows[0] ?? DEFAULT_CLAIM_SETTINGS
}
