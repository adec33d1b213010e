import { viewRegistrationDocument as route } from '../../contract/registration.ts'
import { getFile } from '../files/file-store.ts'
import { sendFile } from '../files/send-file.ts'
import type { FileHandler } from '../http/mount-file.ts'
import { record } from '../journal.ts'
import { found } from '../refusal.ts'
import type { Services } from '../services.ts'
import { getRegistrationRow, listDocuments } from './registration-store.ts'

/** Hands a document of a registration out to its reviewers; each view has its entry in the journal. */
export function documentViewer({ vault }: Services): FileHandler<typeof route> {
  return async ({ reply, within }, { id, fileId }) => {
    const file = await within(route.name, async (tx) => {
      const registration = await getRegistrationRow(tx, id)
      const document = found((await listDocuments(tx, registration)).find((one) => one.fileId === fileId))
      const { place } = registration
      await record(tx, { action: 'registration.document-viewed', subject: id, place, facts: { kind: document.kind } })
      return getFile(tx, document.fileId)
    })
    return sendFile(reply, vault, file)
  }
}
