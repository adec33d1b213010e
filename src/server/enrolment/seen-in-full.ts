import { sql } from 'kysely'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import type { StoredEnrolment } from './enrolment-store.ts'

/** The journal entry of an opening; `seesInFull` looks for it. */
export const OPENED_REVIEW = 'enrolment.open-review'

/**
 * The unit sees its own people in full; an officer those of an enrolment under review that they hold, once this hold was
 * followed by an opening that stands in the journal. Finance counts money and heads: it needs nobody in full.
 */
export async function seesInFull(
  tx: Transaction,
  { id, unitId }: Pick<StoredEnrolment, 'id' | 'unitId'>,
): Promise<boolean> {
  const { organisationId, accountId } = callerIn(tx)
  if (organisationId === unitId) return true
  const { rows } = await sql`select w.id from work_items w
    where w.kind = 'enrolment-review' and w.subject_id = ${id} and w.holder_id = ${accountId}
      and w.held_until > ${new Date(tx.now)} and ${inScope(tx, 'w.place')}
      and exists (select from journal j where j.subject_id = ${id} and j.action = ${OPENED_REVIEW}
        and j.account_id = ${accountId} and j.at >= w.held_since and ${inScope(tx, 'j.place')})`.execute(tx.db)
  return rows.length > 0
}
