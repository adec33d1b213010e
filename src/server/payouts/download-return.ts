import { sql } from 'kysely'
import { downloadReturnFile as route } from '../../contract/bank-returns.ts'
import type { FileId, PayoutBatchId } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { getFile } from '../files/file-store.ts'
import { sendFile } from '../files/send-file.ts'
import type { FileCall } from '../http/mount-file.ts'
import { record } from '../journal.ts'
import { found } from '../refusal.ts'
import type { Services } from '../services.ts'
import { getBatchRow, type StoredBatch } from './batch-store.ts'

/** The bytes that somebody imported as the bank's answer: who released the batch can lay them beside the bank's own. */
export async function downloadReturnFile(
  { reply, within }: FileCall,
  { vault }: Services,
  { id, returnId }: { id: string; returnId: string },
): Promise<void> {
  const file = await within(route.name, async (tx) => {
    const batch = await getBatchRow(tx, id as PayoutBatchId)
    const stored = await getFile(tx, await getReturnFileId(tx, batch, returnId))
    const facts = { number: batch.number, sha256: stored.sha256.toString('hex') }
    await record(tx, { action: route.name, subject: batch.id, place: batch.place, facts })
    return stored
  })
  await sendFile(reply, vault, file)
}

async function getReturnFileId(tx: Transaction, { id }: StoredBatch, returnId: string): Promise<FileId> {
  const { rows } = await sql<{ fileId: FileId }>`select file_id as "fileId" from bank_returns
    where id = ${returnId} and batch_id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
  return found(rows[0]).fileId
}
