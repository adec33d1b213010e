import type { InputOf } from '../../contract/endpoint.ts'
import type { removeAttachment as endpoint } from '../../contract/enrolment-attachments.ts'
import type { EnrolmentId } from '../../domain/shared/ids.ts'
import type { Transaction } from '../db/transaction.ts'
import { saveFileRemoved } from '../files/file-store.ts'
import { record } from '../journal.ts'
import { getAttachment, saveAttachmentRemoved } from './attachment-store.ts'
import { lockEditable } from './enrolment-store.ts'

/** Takes an attachment away while the unit edits. */
export async function removeAttachment(
  tx: Transaction,
  { id, attachmentId }: InputOf<typeof endpoint>,
): Promise<{ done: true }> {
  const enrolment = await lockEditable(tx, id as EnrolmentId)
  const attachment = await getAttachment(tx, enrolment.id, attachmentId)
  await saveAttachmentRemoved(tx, attachment.id)
  await saveFileRemoved(tx, attachment.fileId)
  await record(tx, {
    action: 'enrolment.remove-attachment',
    subject: enrolment.id,
    place: enrolment.place,
    facts: { kind: attachment.kind },
  })
  return { done: true }
}
