import { uploadRegistrationDocument as route } from '../../contract/registration.ts'
import { MAX_UPLOAD_BYTES } from '../../domain/files/upload-rules.ts'
import { listAttempts, lockAttempts, saveAttempt } from '../accounts/attempt-store.ts'
import { tokenHash } from '../accounts/random-codes.ts'
import { cleanImage } from '../documents/images.ts'
import { saveFile, saveFileRemoved } from '../files/file-store.ts'
import { putFile } from '../files/file-vault.ts'
import type { FileHandler } from '../http/mount-file.ts'
import { bytesOf, uploadIn } from '../http/read-upload.ts'
import { record } from '../journal.ts'
import { accepted, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { getDraft, lockDraft, saveDocument } from './registration-store.ts'

const TOKEN = /^[A-Za-z0-9_-]{22}$/
/** Uploads that one address may make in a day, over all its drafts; an office with many applicants included. */
const UPLOADS_A_DAY = 100

/**
 * Takes a document before anyone has signed in: only for a live draft, within the quota of the address, decoded and
 * written anew before it is stored.
 */
export function documentUploader({ vault, crypto }: Services): FileHandler<typeof route> {
  return async ({ request, within }, { kind }) => {
    const header = request.headers['x-huzhu-draft']
    const draft = typeof header === 'string' && TOKEN.test(header) ? header : refused({ code: 'draft-expired' })
    const address = crypto.blindIndex('attempts.address', request.ip)
    await within(null, async (tx) => {
      await getDraft(tx, draft)
      await lockAttempts(tx, address)
      const today = await listAttempts(tx, 'draft-upload', address, 24)
      if (today.length >= UPLOADS_A_DAY) refused({ code: 'upload-quota-reached' })
      // Counted as it begins: whoever sends many at once, or what is refused, has used the quota too.
      await saveAttempt(tx, 'draft-upload', address)
    })
    const upload = await uploadIn(request, MAX_UPLOAD_BYTES)
    const image = accepted(await cleanImage(upload.fileName, await bytesOf(upload, MAX_UPLOAD_BYTES)))
    const stored = accepted(await putFile(vault, [image.bytes], { limit: 4 * MAX_UPLOAD_BYTES }))
    return within(route.name, async (tx) => {
      const registration = await lockDraft(tx, draft)
      const { id: subject, place } = registration
      const name = upload.fileName
      const file = { place, purpose: 'registration', name, mediaType: image.contentType, stored }
      const fileId = await saveFile(tx, { ...file, draftHash: tokenHash(draft) })
      const replaced = await saveDocument(tx, registration, { kind, fileId, name })
      if (replaced) await saveFileRemoved(tx, replaced)
      await record(tx, { action: 'registration.document-uploaded', subject, place, facts: { kind, size: stored.size } })
      return { fileId, name }
    })
  }
}
