import { sql } from 'kysely'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import type { WorkKind } from './work-store.ts'

export type PoolCounts = { readonly waiting: number; readonly mine: number; readonly held: number }

/** A count beyond this is not worth an exact answer: pages show it with a plus. */
export const COUNTED = 10_000

/** How many subjects of a pool wait, are held by the caller, and by others. */
export async function countPool(tx: Transaction, kind: WorkKind): Promise<PoolCounts> {
  const now = new Date(tx.now)
  const { accountId } = callerIn(tx)
  const { rows } = await sql<PoolCounts>`
    select count(*) filter (where holder_id is null or held_until <= ${now})::int as waiting,
      count(*) filter (where holder_id = ${accountId} and held_until > ${now})::int as mine,
      count(*) filter (where holder_id <> ${accountId} and held_until > ${now})::int as held
    from (select holder_id, held_until from work_items where kind = ${kind} and ${inScope(tx, 'place')}
      limit ${COUNTED}) pool`.execute(tx.db)
  return rows[0] ?? { waiting: 0, mine: 0, held: 0 }
}
