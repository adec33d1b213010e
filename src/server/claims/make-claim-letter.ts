import { sql } from 'kysely'
import type { ClaimId, FileId } from '../../domain/shared/ids.ts'
import { inScope, inTransaction, type Transaction } from '../db/transaction.ts'
import { renderClaimLetter } from '../documents/render-letter.ts'
import { getFile, saveFile } from '../files/file-store.ts'
import { putFile, readFile, removeFile } from '../files/file-vault.ts'
import type { Job } from '../jobs/start-jobs.ts'
import { record } from '../journal.ts'
import { getOfficeOf } from '../organisations/organisation-store.ts'
import { accepted } from '../refusal.ts'
import type { Services } from '../services.ts'
import { openClaimLetter, type LetterId } from './issue-claim-letter.ts'

const LETTER_LIMIT = 20 * 1024 * 1024

type Waiting = Pick<LetterId, 'kind' | 'issue'> & {
  readonly place: number
  readonly sealed: Buffer
  readonly sealFileId: FileId | null
}

/** Draws the PDFs of a case's letters that have none yet; a letter that has its file keeps it. */
export async function makeClaimLetter(services: Services, job: Pick<Job, 'subject'>): Promise<void> {
  const id = job.subject as ClaimId
  for (const waiting of await listWaiting(services, id)) await drawLetter(services, id, waiting)
}

async function listWaiting(services: Services, id: ClaimId): Promise<Waiting[]> {
  return inSystem(services, null, async (tx) => {
    const { rows } = await sql<Omit<Waiting, 'sealFileId'>>`select kind, issue, place, sealed from claim_letters
      where claim_id = ${id} and file_id is null and ${inScope(tx, 'place')} order by kind, issue`.execute(tx.db)
    const [first] = rows
    const sealFileId = first ? (await getOfficeOf(tx, first.place)).sealFileId : null
    return rows.map((row) => ({ ...row, sealFileId }))
  })
}

async function drawLetter(
  services: Services,
  id: ClaimId,
  { kind, issue, place, sealed, sealFileId }: Waiting,
): Promise<void> {
  const letter = openClaimLetter(services, { claimId: id, kind, issue }, sealed)
  const { chunks } = await renderClaimLetter(letter, await sealBytes(services, sealFileId))
  const stored = accepted(await putFile(services.vault, chunks, { limit: LETTER_LIMIT }))
  const kept = await inSystem(services, 'claims.make-letter', async (tx) => {
    const { rows: locked } = await sql<{ isNew: boolean }>`select file_id is null as "isNew" from claim_letters
      where claim_id = ${id} and kind = ${kind} and issue = ${issue} and ${inScope(tx, 'place')} for update`.execute(
      tx.db,
    )
    const isNew = locked[0]?.isNew === true
    if (isNew) {
      const name = `${letter.number}-${kind}${issue === 1 ? '' : `-${issue}`}.pdf`
      const fileId = await saveFile(tx, { place, purpose: 'claim-letter', name, mediaType: 'application/pdf', stored })
      await sql`update claim_letters set file_id = ${fileId}
        where claim_id = ${id} and kind = ${kind} and issue = ${issue} and ${inScope(tx, 'place')}`.execute(tx.db)
    }
    await record(tx, { action: 'claims.make-letter', subject: id, place, facts: { kind, issue, made: isNew } })
    return isNew
  })
  if (!kept) await removeFile(services.vault, stored.storageKey)
}

async function sealBytes(services: Services, fileId: FileId | null): Promise<Uint8Array | undefined> {
  if (!fileId) return undefined
  const file = await inSystem(services, null, (tx) => getFile(tx, fileId))
  const chunks: Uint8Array[] = []
  for await (const chunk of readFile(services.vault, file.storageKey)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function inSystem<T>(
  { transactions, clock }: Services,
  command: string | null,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const begin = { kind: 'system', purpose: 'letters' } as const
  return inTransaction(transactions, { begin, command, now: clock(), pace: 'bulk' }, work)
}
