import { sql } from 'kysely'
import type { InputOf } from '../../contract/endpoint.ts'
import type { removeInvoiceFile as endpoint } from '../../contract/invoice-files.ts'
import type { InvoiceId } from '../../domain/shared/ids.ts'
import { maskSensitive } from '../../domain/shared/sensitive.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { found, refused } from '../refusal.ts'
import { lockInvoice } from './invoice-files.ts'

/** Takes back a file that was uploaded to the wrong invoice, with the reason; it stays on record and no longer counts. */
export async function removeInvoiceFile(
  tx: Transaction,
  { id: invoiceId, fileId, reason }: InputOf<typeof endpoint>,
): Promise<{ done: true }> {
  const id = invoiceId as InvoiceId
  const { place } = await lockInvoice(tx, id)
  const { rows } = await sql<{ removed: boolean }>`select removed_at is not null as removed from invoice_files
    where invoice_id = ${id} and file_id = ${fileId} and ${inScope(tx, 'place')}`.execute(tx.db)
  if (found(rows[0]).removed) return refused({ code: 'invoice-file-removed' })
  await sql`update invoice_files set removed_at = ${new Date(tx.now)}, removed_by = ${callerIn(tx).accountId},
      removed_reason = ${maskSensitive(reason)}
    where invoice_id = ${id} and file_id = ${fileId} and ${inScope(tx, 'place')}`.execute(tx.db)
  await record(tx, { action: 'invoicing.remove-invoice-file', subject: id, place, facts: { file: fileId, reason } })
  return { done: true }
}
