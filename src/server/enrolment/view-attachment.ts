import { viewAttachment as route } from '../../contract/enrolment-attachments.ts'
import type { EnrolmentId } from '../../domain/shared/ids.ts'
import { getFile } from '../files/file-store.ts'
import { sendFile } from '../files/send-file.ts'
import type { FileHandler } from '../http/mount-file.ts'
import { record } from '../journal.ts'
import type { Services } from '../services.ts'
import { getAttachment } from './attachment-store.ts'
import { getEnrolmentRow } from './enrolment-store.ts'

/** Hands an attachment out; each view has its entry in the journal. */
export function attachmentViewer({ vault }: Services): FileHandler<typeof route> {
  return async (call, { id, attachmentId }) => {
    const file = await call.within(route.name, async (tx) => {
      const { place } = await getEnrolmentRow(tx, id as EnrolmentId)
      const { fileId } = await getAttachment(tx, id as EnrolmentId, attachmentId)
      await record(tx, { action: route.name, subject: id, place, facts: { attachment: attachmentId } })
      return getFile(tx, fileId)
    })
    return sendFile(call.reply, vault, file)
  }
}
