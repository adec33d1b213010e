import { sql } from 'kysely'
import { COUNTED_AT_MOST } from '../../domain/shared/counted.ts'
import type { WorkKind } from '../../domain/work-pool/queues.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'

export type PoolCounts = { readonly waiting: number; readonly mine: number; readonly held: number }

/** How many subjects of a pool wait (at most `COUNTED_AT_MOST` are told), are held by the caller, and by others. */
export async function countPool(tx: Transaction, kind: WorkKind): Promise<PoolCounts> {
  const now = new Date(tx.now)
  const { accountId } = callerIn(tx)
  const own = sql<boolean>`kind = ${kind} and ${inScope(tx, 'place')}`
  const { rows } = await sql<PoolCounts>`select
      (select count(*)::int from (select from work_items where ${own} and (holder_id is null or held_until <= ${now})
        limit ${COUNTED_AT_MOST}) free) as waiting,
      (select count(*)::int from work_items where ${own} and holder_id = ${accountId} and held_until > ${now}) as mine,
      (select count(*)::int from work_items where ${own} and holder_id <> ${accountId} and held_until > ${now}) as held`.execute(
    tx.db,
  )
  return rows[0] ?? { waiting: 0, mine: 0, held: 0 }
}
