import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { CertificateId } from '../../domain/shared/ids.ts'
import { renderPage } from '../documents/render-page.ts'
import { getFile } from '../files/file-store.ts'
import { readFile } from '../files/file-vault.ts'
import { sendStream } from '../files/send-file.ts'
import type { FileCall } from '../http/mount-file.ts'
import { record } from '../journal.ts'
import { found, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { getVersion, lockCertificate } from './certificate-store.ts'

type Input = { id: string; version: number; page: number }

/** A page of the stored PDF as a picture, beside the list; looking is journaled and prints nothing. */
export async function viewLetterPage(
  { reply, within }: FileCall,
  { vault }: Services,
  { id: given, version, page }: Input,
): Promise<void> {
  const id = given as CertificateId
  const file = await within('certificates.view-page', async (tx) => {
    const { place } = await lockCertificate(tx, id)
    const { fileId } = await getVersion(tx, id, version)
    await record(tx, { action: 'certificates.view-page', subject: id, place, facts: { version, page } })
    return fileId ? getFile(tx, fileId) : refused({ code: 'letter-not-ready' })
  })
  const { pages, png } = await renderPage(() => buffer(readFile(vault, file.storageKey)), page)
  const picture = found(png)
  reply.header('x-huzhu-pages', String(pages))
  const name = file.name.replace(/\.pdf$/, `-${page}.png`)
  await sendStream(reply, { name, mediaType: 'image/png', size: picture.length }, Readable.from([picture]))
}
