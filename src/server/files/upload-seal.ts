import { MAX_UPLOAD_BYTES } from '../../domain/files/upload-rules.ts'
import { sql } from 'kysely'
import { inScope } from '../db/transaction.ts'
import { cleanImage } from '../documents/images.ts'
import { saveFile, saveFileRemoved } from './file-store.ts'
import { putFile } from './file-vault.ts'
import { bytesOf, uploadIn } from '../http/read-upload.ts'
import type { FileCall } from '../http/mount-file.ts'
import { record } from '../journal.ts'
import type { FileId } from '../../domain/shared/ids.ts'
import { accepted, found } from '../refusal.ts'
import type { Services } from '../services.ts'

/** Stores the seal of an office, re-encoded; letters drawn from then on bear it. */
export async function uploadSeal(
  { request, within }: FileCall,
  { vault }: Services,
  { id }: { id: string },
): Promise<{ done: true }> {
  const upload = await uploadIn(request, MAX_UPLOAD_BYTES)
  const { fileName: name } = upload
  const bytes = await bytesOf(upload, MAX_UPLOAD_BYTES)
  const image = accepted(await cleanImage(name, bytes))
  const stored = accepted(await putFile(vault, [image.bytes], { limit: image.bytes.length }))
  return within('organisations.upload-seal', async (tx) => {
    const { rows } = await sql<{
      place: number
      sealFileId: FileId | null
    }>`select low as place, seal_file_id as "sealFileId"
      from organisations where id = ${id} and kind <> 'unit' and ${inScope(tx, 'low')} for update`.execute(tx.db)
    const { place, sealFileId } = found(rows[0])
    const fileId = await saveFile(tx, { place, purpose: 'seal', name, mediaType: image.contentType, stored })
    await sql`update organisations set seal_file_id = ${fileId}, version = version + 1
      where id = ${id} and ${inScope(tx, 'low')}`.execute(tx.db)
    if (sealFileId) await saveFileRemoved(tx, sealFileId)
    await record(tx, { action: 'organisations.upload-seal', subject: id, place })
    return { done: true as const }
  })
}
