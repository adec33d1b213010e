import type { OrganisationId } from '../../domain/shared/ids.ts'
import type { Instant } from '../../domain/shared/time.ts'
import { dueAfter } from '../../domain/shared/working-days.ts'
import type { Transaction } from '../db/transaction.ts'
import { enterPool } from '../work-pool/work-store.ts'
import { getWorkingCalendar } from '../work-pool/working-calendar.ts'
import { getClaimSettings } from './claim-settings-store.ts'
import type { StoredClaim } from './claim-store.ts'

/** When work that comes now is due at a desk: after the working days that the office gives one. */
export async function dueAtDesk(tx: Transaction, officeId: OrganisationId): Promise<Instant> {
  const { firstReviewDays } = await getClaimSettings(tx, officeId)
  return dueAfter(tx.now, firstReviewDays, await getWorkingCalendar(tx))
}

/** Puts a case into the pool of 费用录入. */
export async function enterEntry(
  tx: Transaction,
  { id, place, officeId }: Pick<StoredClaim, 'id' | 'place' | 'officeId'>,
): Promise<void> {
  const dueAt = await dueAtDesk(tx, officeId)
  await enterPool(tx, { kind: 'claim-entry', subject: id, desk: 'claim-entry', place, dueAt })
}
