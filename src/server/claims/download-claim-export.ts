import { sql } from 'kysely'
import type { downloadClaimExport as route } from '../../contract/claim-exports.ts'
import type { ExportId } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { getFile, type FileRow } from '../files/file-store.ts'
import { sendFile } from '../files/send-file.ts'
import type { FileCall, FileHandler } from '../http/mount-file.ts'
import { record } from '../journal.ts'
import { refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { lockOwnExport } from './export-store.ts'

/** The workbook of an export, for whoever asked for it and reaches as far today as when it was written. */
export async function downloadClaimExport(
  { reply, within }: FileCall,
  { vault }: Services,
  { id }: Parameters<FileHandler<typeof route>>[1],
): Promise<void> {
  const file = await within('claim-exports.download', (tx) => takeFile(tx, id as ExportId))
  await sendFile(reply, vault, file)
}

async function takeFile(tx: Transaction, id: ExportId): Promise<FileRow> {
  const own = await lockOwnExport(tx, id)
  const expired = own.expiresAt !== null && own.expiresAt.getTime() <= tx.now
  if (own.state === 'expired' || (own.state === 'done' && expired)) return refused({ code: 'export-expired' })
  if (own.state !== 'done' || own.fileId === null) return refused({ code: 'export-not-ready' })
  const { low, high } = tx.scope
  if (low > (own.low ?? 0) || high < (own.high ?? Number.POSITIVE_INFINITY)) return refused({ code: 'not-found' })
  await sql`update exports set fetched_at = coalesce(fetched_at, ${new Date(tx.now)})
    where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
  const facts = { rows: own.total, unmasked: own.unmasked }
  await record(tx, { action: 'claim-exports.download', subject: id, place: own.place, facts })
  return getFile(tx, own.fileId)
}
