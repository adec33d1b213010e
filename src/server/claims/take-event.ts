import { sql } from 'kysely'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { heldUntilIn } from '../work-pool/work-store.ts'
import type { StoredClaim } from './claim-store.ts'
import { isReviewState, REVIEW_POOLS } from './review-pool.ts'

/**
 * Cases of one event are decided together: whoever holds one and opens it gets the others at the same desk that nobody
 * holds. Answers what was got.
 */
export async function takeEvent(tx: Transaction, claim: StoredClaim): Promise<readonly string[]> {
  const { accountId, name } = callerIn(tx)
  if (!isReviewState(claim.state)) return []
  const kind = REVIEW_POOLS[claim.state]
  const now = new Date(tx.now)
  const { rows } = await sql<{ subject: string }>`update work_items
    set holder_id = ${accountId}, holder_name = ${name}, held_since = ${now}, held_until = ${heldUntilIn(tx)}, version = version + 1
    where id in (
      select w.id from work_items w join claims c on c.id = w.subject_id
      where w.kind = ${kind} and c.acceptance_id = ${claim.acceptanceId} and c.person_id = ${claim.personId}
        and c.incident_on = ${claim.incidentOn} and c.id <> ${claim.id} and (w.holder_id is null or w.held_until <= ${now})
        and ${inScope(tx, 'w.place')}
        and exists (select from work_items own where own.kind = ${kind} and own.subject_id = ${claim.id}
          and own.holder_id = ${accountId} and own.held_until > ${now})
      order by w.id for update of w)
    returning subject_id as subject`.execute(tx.db)
  return rows.map(({ subject }) => subject)
}
