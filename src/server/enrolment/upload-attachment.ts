import { uploadAttachment as route } from '../../contract/enrolment-attachments.ts'
import { imageKindOf, MAX_UPLOAD_BYTES, paperKindOf } from '../../domain/files/upload-rules.ts'
import type { EnrolmentId } from '../../domain/shared/ids.ts'
import { cleanImage } from '../documents/images.ts'
import { checkPaper } from '../documents/papers.ts'
import { saveFile } from '../files/file-store.ts'
import { putFile } from '../files/file-vault.ts'
import { needRoom } from '../files/room.ts'
import type { FileHandler } from '../http/mount-file.ts'
import { bytesOf, uploadIn } from '../http/read-upload.ts'
import { record } from '../journal.ts'
import { accepted, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { getAttachment, listAttachments, saveAttachment } from './attachment-store.ts'
import { lockEditable } from './enrolment-store.ts'

const MOST_ATTACHMENTS = 50

/** Takes an attachment: images are decoded and written anew, PDF files checked; then stored encrypted. */
export function attachmentUploader({ vault }: Services): FileHandler<typeof route> {
  return async (call, { id, kind }) => {
    const upload = await uploadIn(call.request, MAX_UPLOAD_BYTES)
    const { bytes, mediaType } = await checked(upload.fileName, await bytesOf(upload, MAX_UPLOAD_BYTES))
    const stored = accepted(await putFile(vault, [bytes], { limit: 4 * MAX_UPLOAD_BYTES }))
    return call.within(route.name, async (tx) => {
      const enrolment = await lockEditable(tx, id as EnrolmentId)
      if ((await listAttachments(tx, enrolment.id)).length >= MOST_ATTACHMENTS) {
        return refused({ code: 'too-many-attachments', most: MOST_ATTACHMENTS })
      }
      const { place } = enrolment
      const name = upload.fileName
      await needRoom(tx, place, 'attachment', stored.size)
      const fileId = await saveFile(tx, { place, purpose: 'attachment', name, mediaType, stored })
      const attachmentId = await saveAttachment(tx, enrolment, { kind, name, fileId })
      await record(tx, { action: route.name, subject: enrolment.id, place, facts: { kind, size: stored.size } })
      const { createdAt, size } = await getAttachment(tx, enrolment.id, attachmentId)
      return { id: attachmentId, kind, name, size, createdAt: createdAt.toISOString() }
    })
  }
}

/** An image as we keep it, or a PDF file as it came. */
async function checked(fileName: string, bytes: Buffer): Promise<{ bytes: Buffer; mediaType: string }> {
  if (paperKindOf(fileName) === 'pdf') {
    const { contentType } = accepted(await checkPaper(fileName, bytes))
    return { bytes, mediaType: contentType }
  }
  if (!imageKindOf(fileName)) return refused({ code: 'attachment-kind-refused' })
  const image = accepted(await cleanImage(fileName, bytes))
  return { bytes: image.bytes, mediaType: image.contentType }
}
