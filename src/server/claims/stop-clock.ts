import { sql } from 'kysely'
import { daysLeft } from '../../domain/claims/claim-clock.ts'
import type { WorkingCalendar } from '../../domain/shared/working-days.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import type { StoredClaim } from './claim-store.ts'

/** A case that goes back to its unit keeps the working days that are left; one whose clock stands already keeps those. */
export async function stopClock(
  tx: Transaction,
  { id, promisedOn, daysLeft: kept }: StoredClaim,
  calendar: WorkingCalendar,
): Promise<void> {
  const left = promisedOn === null ? kept : daysLeft(tx.now, promisedOn, calendar)
  await sql`update claims set promised_on = null, days_left = ${left} where id = ${id} and ${inScope(tx, 'place')}`.execute(
    tx.db,
  )
}
