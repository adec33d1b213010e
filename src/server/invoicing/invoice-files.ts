import { MAX_UPLOAD_BYTES } from '../../domain/files/upload-rules.ts'
import { sql, type RawBuilder } from 'kysely'
import type { FileId, InvoiceId, MessageId, OrganisationId } from '../../domain/shared/ids.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { inScope, isUnitIn, type Transaction } from '../db/transaction.ts'
import { checkPaper } from '../documents/papers.ts'
import { getFile, saveFile } from '../files/file-store.ts'
import { putFile } from '../files/file-vault.ts'
import { needRoom } from '../files/room.ts'
import { bytesOf, uploadIn } from '../http/read-upload.ts'
import { sendFile } from '../files/send-file.ts'
import type { FileCall } from '../http/mount-file.ts'
import { record } from '../journal.ts'
import { queueMessage } from '../messages/queue-message.ts'
import { accepted, found, refused } from '../refusal.ts'
import type { Services } from '../services.ts'

type InvoiceRow = {
  place: number
  mail: string
  number: string
  unitName: string
  planName: string
  unitId: OrganisationId
}

/** An invoice request that counts, locked, with what its mail says. */
export async function lockInvoice(tx: Transaction, id: InvoiceId): Promise<InvoiceRow> {
  const locked = await sql<{ voided: boolean }>`select voided_at is not null as voided from invoices
    where id = ${id} and ${inScope(tx, 'place')} for update`.execute(tx.db)
  if (found(locked.rows[0]).voided) return refused({ code: 'invoice-voided' })
  const { rows } = await sql<InvoiceRow>`select i.place, i.mail, e.number, o.name as "unitName", v.name as "planName",
      e.unit_id as "unitId"
    from invoices i join enrolments e on e.id = i.enrolment_id join organisations o on o.id = e.unit_id
    join enrolment_plans p on p.enrolment_id = i.enrolment_id and p.plan_code = i.plan_code
    join plan_versions v on v.id = p.plan_version_id
    where i.id = ${id} and ${inScope(tx, 'i.place')}`.execute(tx.db)
  return found(rows[0])
}

/** Wants the file mailed to the address on the invoice request. */
export function mailInvoiceFile(
  tx: Transaction,
  crypto: CryptoProvider,
  { mail, place, number, unitName, planName }: InvoiceRow,
  attachmentFileId: FileId,
): Promise<MessageId> {
  const variables = { number, unitName, planName }
  return queueMessage(tx, crypto, { kind: 'invoice-file', to: mail, place, variables, attachmentFileId })
}

/** Stores an invoice file (PDF or OFD) as it came and mails it to the address on the invoice request. */
export async function uploadInvoiceFile(
  { request, within }: FileCall,
  { vault, crypto }: Services,
  input: { id: string },
): Promise<{ fileId: FileId; name: string }> {
  const id = input.id as InvoiceId
  const upload = await uploadIn(request, MAX_UPLOAD_BYTES)
  const { fileName: name } = upload
  const bytes = await bytesOf(upload, MAX_UPLOAD_BYTES)
  const paper = accepted(await checkPaper(name, bytes))
  const stored = accepted(await putFile(vault, [bytes], { limit: bytes.length }))
  return within('invoicing.upload-invoice-file', async (tx) => {
    const invoice = await lockInvoice(tx, id)
    const { place } = invoice
    await needRoom(tx, place, 'invoice', stored.size)
    const fileId = await saveFile(tx, { place, purpose: 'invoice', name, mediaType: paper.contentType, stored })
    const messageId = await mailInvoiceFile(tx, crypto, invoice, fileId)
    await sql`insert into invoice_files (invoice_id, file_id, place, name, message_id)
      values (${id}, ${fileId}, ${place}, ${name}, ${messageId})`.execute(tx.db)
    await record(tx, { action: 'invoicing.upload-invoice-file', subject: id, place, facts: { size: stored.size } })
    return { fileId, name }
  })
}

/** Files that the caller may see: a unit none that turned out to be of another invoice, which may be another unit's. */
export function countsFor(tx: Transaction): RawBuilder<unknown> {
  return isUnitIn(tx) ? sql`removed_at is null` : sql`true`
}

/** The invoice file as it came, for download only. */
export async function downloadInvoiceFile(
  { reply, within }: FileCall,
  { vault }: Services,
  input: { id: string; fileId: string },
): Promise<void> {
  const file = await within(null, async (tx) => {
    const { rows } = await sql<{ fileId: FileId }>`select file_id as "fileId" from invoice_files
      where invoice_id = ${input.id} and file_id = ${input.fileId} and ${countsFor(tx)} and ${inScope(tx, 'place')}`.execute(
      tx.db,
    )
    return getFile(tx, found(rows[0]).fileId)
  })
  await sendFile(reply, vault, file)
}
