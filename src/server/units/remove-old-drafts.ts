import { sql } from 'kysely'
import { addHours } from '../../domain/shared/time.ts'
import { inScope, inTransaction, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import type { Services } from '../services.ts'
import { DRAFT_HOURS } from './registration-store.ts'

const AT_ONCE = 500

/** Deletes drafts that nobody submitted within 24 hours; their files go with the sweeper, which reads `removed_at`. */
export async function removeOldDrafts({ transactions, clock }: Services): Promise<number> {
  const now = clock()
  const begin = { kind: 'system', purpose: 'nightly' } as const
  let removed = 0
  for (let some = AT_ONCE; some === AT_ONCE; removed += some) {
    some = await inTransaction(transactions, { begin, command: 'registration.drafts-removed', now }, removeSome)
  }
  return removed
}

async function removeSome(tx: Transaction): Promise<number> {
  const before = new Date(addHours(tx.now, -DRAFT_HOURS))
  const { rows } = await sql<{
    id: string
  }>`select id from registrations where state = 'draft' and created_at <= ${before} and ${inScope(tx, 'place')}
    order by id limit ${AT_ONCE} for update skip locked`.execute(tx.db)
  const ids = rows.map(({ id }) => id)
  await sql`update files set removed_at = ${new Date(tx.now)} where removed_at is null and ${inScope(tx, 'place')}
    and id in (select file_id from registration_documents where registration_id = any(${ids}::uuid[]))`.execute(tx.db)
  await sql`delete from progress_steps where expires_at < ${before}`.execute(tx.db)
  await sql`delete from registrations where id = any(${ids}::uuid[]) and ${inScope(tx, 'place')}`.execute(tx.db)
  if (ids.length > 0) await record(tx, { action: 'registration.drafts-removed', facts: { removed: ids.length } })
  return ids.length
}
