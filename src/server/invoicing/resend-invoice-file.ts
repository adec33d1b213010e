import { sql } from 'kysely'
import type { InputOf } from '../../contract/endpoint.ts'
import type { resendInvoiceFile as resendEndpoint } from '../../contract/invoice-files.ts'
import { judgeResend } from '../../domain/messages/delivery.ts'
import type { FileId, InvoiceId, MessageId } from '../../domain/shared/ids.ts'
import { parseMail } from '../../domain/units/reach.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { lockMessage, saveReplaced } from '../messages/message-store.ts'
import { accepted, found, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { lockInvoice, mailInvoiceFile } from './invoice-files.ts'

/**
 * 重新发送: a message of its own, as a mail server that refused one address for ever says nothing of another. The address
 * given stays with the invoice request; what the unit asked for otherwise is not touched.
 */
export async function resendInvoiceFile(
  tx: Transaction,
  { crypto }: Services,
  { id: invoiceId, fileId: wanted, mail: typed }: InputOf<typeof resendEndpoint>,
): Promise<{ done: true }> {
  const [id, fileId] = [invoiceId as InvoiceId, wanted as FileId]
  const mail = accepted(parseMail(typed))
  const invoice = await lockInvoice(tx, id)
  const { rows } = await sql<{ messageId: MessageId; removed: boolean }>`select message_id as "messageId",
      removed_at is not null as removed from invoice_files
    where invoice_id = ${id} and file_id = ${fileId} and ${inScope(tx, 'place')}`.execute(tx.db)
  const file = found(rows[0])
  if (file.removed) return refused({ code: 'invoice-file-removed' })
  const before = await lockMessage(tx, file.messageId)
  if (before) accepted(judgeResend(before.delivery))
  if (mail !== invoice.mail)
    await sql`update invoices set mail = ${mail} where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
  const messageId = await mailInvoiceFile(tx, crypto, { ...invoice, mail }, fileId)
  if (before) await saveReplaced(tx, before, messageId)
  await sql`update invoice_files set message_id = ${messageId}
    where invoice_id = ${id} and file_id = ${fileId} and ${inScope(tx, 'place')}`.execute(tx.db)
  await record(tx, {
    action: 'invoicing.resend-invoice-file',
    subject: id,
    place: invoice.place,
    facts: { before: before?.delivery.state ?? null, otherAddress: mail !== invoice.mail },
  })
  return { done: true }
}
