import { sql } from 'kysely'
import type { InputOf } from '../../contract/endpoint.ts'
import type { removeInvoiceFile as endpoint } from '../../contract/invoice-files.ts'
import { isSettled, withdraw } from '../../domain/messages/delivery.ts'
import type { InvoiceId, MessageId } from '../../domain/shared/ids.ts'
import { maskSensitive } from '../../domain/shared/sensitive.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { lockMessage, saveDelivery } from '../messages/message-store.ts'
import { found, refused } from '../refusal.ts'
import { lockInvoice } from './invoice-files.ts'

/**
 * Takes back a file that was uploaded to the wrong invoice, with the reason; it stays on record, no longer counts, and is
 * not mailed where its mail still waits: it may be another unit's.
 */
export async function removeInvoiceFile(
  tx: Transaction,
  { id: invoiceId, fileId, reason }: InputOf<typeof endpoint>,
): Promise<{ done: true }> {
  const id = invoiceId as InvoiceId
  const { place } = await lockInvoice(tx, id)
  const { rows } = await sql<{ messageId: MessageId; removed: boolean }>`select message_id as "messageId",
      removed_at is not null as removed from invoice_files
    where invoice_id = ${id} and file_id = ${fileId} and ${inScope(tx, 'place')}`.execute(tx.db)
  const { messageId, removed } = found(rows[0])
  if (removed) return refused({ code: 'invoice-file-removed' })
  const mail = await lockMessage(tx, messageId)
  if (mail && !isSettled(mail.delivery)) await saveDelivery(tx, mail.id, withdraw(mail.delivery))
  await sql`update invoice_files set removed_at = ${new Date(tx.now)}, removed_by = ${callerIn(tx).accountId},
      removed_reason = ${maskSensitive(reason)}
    where invoice_id = ${id} and file_id = ${fileId} and ${inScope(tx, 'place')}`.execute(tx.db)
  await record(tx, { action: 'invoicing.remove-invoice-file', subject: id, place, facts: { file: fileId, reason } })
  return { done: true }
}
