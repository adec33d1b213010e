import { sql } from 'kysely'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import type { StoredEnrolment } from './enrolment-store.ts'

/** The unit sees its own people in full, officers those that they hold. */
export async function seesInFull(
  tx: Transaction,
  { id, unitId }: Pick<StoredEnrolment, 'id' | 'unitId'>,
): Promise<boolean> {
  const { organisationId, accountId } = callerIn(tx)
  if (organisationId === unitId) return true
  const { rows } = await sql`select id from work_items where subject_id = ${id} and holder_id = ${accountId}
    and held_until > ${new Date(tx.now)} and ${inScope(tx, 'place')}`.execute(tx.db)
  return rows.length > 0
}
