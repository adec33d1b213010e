import { sql } from 'kysely'
import type { ATTACHMENT_KINDS } from '../../contract/enrolment-attachments.ts'
import type { EnrolmentId, FileId, Id } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { found } from '../refusal.ts'
import type { StoredEnrolment } from './enrolment-store.ts'

export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number]
export type AttachmentId = Id<'attachment'>

export type StoredAttachment = {
  readonly id: AttachmentId
  readonly kind: AttachmentKind
  readonly name: string
  readonly size: number
  readonly createdAt: Date
  readonly fileId: FileId
}

/** Attachments of an enrolment that were not removed, oldest first. */
export async function listAttachments(tx: Transaction, id: EnrolmentId): Promise<StoredAttachment[]> {
  const { rows } = await sql<StoredAttachment>`select a.id, a.kind, a.name, f.size, a.created_at as "createdAt",
      a.file_id as "fileId"
    from attachments a join files f on f.id = a.file_id
    where a.enrolment_id = ${id} and a.removed_at is null and ${inScope(tx, 'a.place')}
    order by a.created_at, a.id`.execute(tx.db)
  return rows
}

/** One attachment of an enrolment. */
export async function getAttachment(tx: Transaction, id: EnrolmentId, attachmentId: string): Promise<StoredAttachment> {
  return found((await listAttachments(tx, id)).find((attachment) => attachment.id === attachmentId))
}

export async function saveAttachment(
  tx: Transaction,
  enrolment: StoredEnrolment,
  { kind, name, fileId }: { readonly kind: AttachmentKind; readonly name: string; readonly fileId: FileId },
): Promise<AttachmentId> {
  const id = newId<AttachmentId>()
  await sql`insert into attachments (id, enrolment_id, place, kind, file_id, name, created_at)
    values (${id}, ${enrolment.id}, ${enrolment.place}, ${kind}, ${fileId}, ${name}, ${new Date(tx.now)})`.execute(
    tx.db,
  )
  return id
}

export async function saveAttachmentRemoved(tx: Transaction, id: AttachmentId): Promise<void> {
  await sql`update attachments set removed_at = ${new Date(tx.now)} where id = ${id} and ${inScope(tx, 'place')}`.execute(
    tx.db,
  )
}
