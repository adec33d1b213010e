import { sql } from 'kysely'
import { addDaysTo } from '../../domain/shared/time.ts'
import { inScope, inTransaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import type { Services } from '../services.ts'

/** An image that was taken away before anybody reviewed the case is kept so long for those who want it back. */
const KEPT_DAYS = 30

/**
 * Every night: lets go of files that no case shows any more. What a reviewer may have seen or pinned, that is whatever was
 * taken away after the first submission, stays with its case.
 */
export async function forgetMaterials({ transactions, clock }: Services): Promise<void> {
  const begin = { kind: 'system', purpose: 'nightly' } as const
  const request = { begin, command: 'claim-materials.forget', now: clock(), pace: 'bulk' } as const
  await inTransaction(transactions, request, async (tx) => {
    const before = new Date(addDaysTo(tx.now, -KEPT_DAYS))
    const { numAffectedRows: files = 0n } = await sql`update files f set removed_at = ${new Date(tx.now)}
      where f.removed_at is null and ${inScope(tx, 'f.place')}
        and f.id in (select m.file_id from claim_materials m where m.removed_at < ${before} and ${inScope(tx, 'm.place')})
        and not exists (select from claim_materials m join claims c on c.id = m.claim_id
          where m.file_id = f.id and (m.removed_at is null or m.removed_at >= ${before} or m.removed_at >= c.first_submitted_at))`.execute(
      tx.db,
    )
    await record(tx, { action: 'claim-materials.forget', facts: { files: Number(files) } })
  })
}
