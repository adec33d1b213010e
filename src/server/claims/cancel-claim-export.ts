import { sql } from 'kysely'
import type { cancelClaimExport as endpoint } from '../../contract/claim-exports.ts'
import type { InputOf } from '../../contract/endpoint.ts'
import type { ExportId } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { refused } from '../refusal.ts'
import { lockOwnExport, saveExportEnded } from './export-store.ts'

/** 取消: what waits ends at once; what runs is told, and ends within a second without a file. */
export async function cancelClaimExport(tx: Transaction, { id }: InputOf<typeof endpoint>): Promise<{ done: true }> {
  const own = await lockOwnExport(tx, id as ExportId)
  if (own.state === 'asked' || own.state === 'queued') await saveExportEnded(tx, own.id, { state: 'cancelled' })
  else if (own.state === 'running')
    await sql`update exports set cancel_requested = true where id = ${own.id} and ${inScope(tx, 'place')}`.execute(
      tx.db,
    )
  else return refused({ code: 'export-ended' })
  await record(tx, { action: 'claim-exports.cancel', subject: own.id, place: own.place, facts: { state: own.state } })
  return { done: true }
}
