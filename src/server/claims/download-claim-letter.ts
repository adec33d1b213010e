import { sql } from 'kysely'
import type { downloadClaimLetter as route } from '../../contract/claim-review.ts'
import type { FileId } from '../../domain/shared/ids.ts'
import { inScope, isUnitIn } from '../db/transaction.ts'
import { getFile } from '../files/file-store.ts'
import { sendFile } from '../files/send-file.ts'
import type { FileCall, FileHandler } from '../http/mount-file.ts'
import { record } from '../journal.ts'
import { found, refused } from '../refusal.ts'
import type { Services } from '../services.ts'

/**
 * The stored bytes of a letter, the latest of its kind where none is named, for the unit and for officers in scope; each
 * download is journaled. One whose payment came back is on record for officers, under a name that says so; its unit could
 * take it for the truth.
 */
export async function downloadClaimLetter(
  { reply, within }: FileCall,
  { vault }: Services,
  { id, kind, issue }: Parameters<FileHandler<typeof route>>[1],
): Promise<void> {
  const file = await within('claim-review.download-letter', async (tx) => {
    const { rows } = await sql<{
      fileId: FileId | null
      place: number
      superseded: boolean
    }>`select file_id as "fileId", place, superseded_at is not null as superseded from claim_letters
      where claim_id = ${id} and kind = ${kind} and issue = coalesce(${issue ?? null}, issue) and ${inScope(tx, 'place')}
      order by issue desc limit 1`.execute(tx.db)
    const { fileId, place, superseded } = found(rows[0])
    if (superseded && isUnitIn(tx)) return refused({ code: 'claim-letter-superseded' })
    if (fileId === null) return refused({ code: 'claim-letter-not-ready' })
    await record(tx, { action: 'claim-review.download-letter', subject: id, place, facts: { kind, superseded } })
    const stored = await getFile(tx, fileId)
    return superseded ? { ...stored, name: stored.name.replace(/\.pdf$/, '-superseded.pdf') } : stored
  })
  await sendFile(reply, vault, file)
}
