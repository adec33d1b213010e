import { sql } from 'kysely'
import type { LetterPerson, LetterSnapshot } from '../../domain/certificates/letter-snapshot.ts'
import type { CalendarDate } from '../../domain/shared/calendar-date.ts'
import type { CertificateId, FileId } from '../../domain/shared/ids.ts'
import type { RiskClass } from '../../domain/plans/plan-version.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { inScope, inTransaction, type Transaction } from '../db/transaction.ts'
import { findUnprintable, renderLetter } from '../documents/render-letter.ts'
import { openPerson } from '../enrolment/person-record.ts'
import { getFile, saveFile } from '../files/file-store.ts'
import { putFile, readFile, removeFile } from '../files/file-vault.ts'
import type { Job } from '../jobs/start-jobs.ts'
import { record } from '../journal.ts'
import { getOfficeOf } from '../organisations/organisation-store.ts'
import { accepted } from '../refusal.ts'
import type { Services } from '../services.ts'
import { getVersion, listUndrawn, lockCertificate, saveLetterFile, type StoredVersion } from './certificate-store.ts'
import { riskClassWords } from '../../contract/words/risk-classes.ts'

const LETTER_LIMIT = 200 * 1024 * 1024

type Ready = {
  readonly place: number
  readonly version: number
  readonly letter: LetterSnapshot
  readonly sealId: FileId | null
}

/** Draws the PDF of each version of a letter that has none, once: a version that has its file is left as it is. */
export async function makeLetter(services: Services, job: Pick<Job, 'subject'>): Promise<void> {
  const id = job.subject as CertificateId
  for (const version of await inSystem(services, null, (tx) => listUndrawn(tx, id)))
    await drawVersion(services, id, await readLetter(services, id, version))
}

async function drawVersion(services: Services, id: CertificateId, ready: Ready): Promise<void> {
  const [unprintable, seal] = [await findUnprintable(ready.letter), await sealBytes(services, ready.sealId)]
  const { chunks } = await renderLetter(ready.letter, seal)
  const stored = accepted(await putFile(services.vault, chunks, { limit: LETTER_LIMIT }))
  const kept = await inSystem(services, 'certificates.make-letter', async (tx) => {
    await lockCertificate(tx, id)
    // Two jobs may draw the same version: the first that comes here is kept.
    if ((await getVersion(tx, id, ready.version)).fileId) return false
    const name = `${ready.letter.number}-${ready.version}.pdf`
    const fileId = await saveFile(tx, {
      place: ready.place,
      purpose: 'letter',
      name,
      mediaType: 'application/pdf',
      stored,
    })
    const saved = await saveLetterFile(tx, id, ready.version, fileId, unprintable.map(named))
    await record(tx, {
      action: 'certificates.make-letter',
      subject: id,
      place: ready.place,
      facts: { version: ready.version },
    })
    return saved
  })
  if (!kept) await removeFile(services.vault, stored.storageKey)
}

function named({ person, character, codePoint }: NonNullable<StoredVersion['unprintable']>[number]) {
  return { person, character, codePoint }
}

async function readLetter(services: Services, id: CertificateId, version: number): Promise<Ready> {
  return inSystem(services, null, async (tx) => {
    const { place } = await lockCertificate(tx, id)
    const { snapshot } = await getVersion(tx, id, version)
    const people = await listLetterPeople(tx, services.crypto, id)
    const { sealFileId } = await getOfficeOf(tx, place)
    return { place, version, letter: { ...snapshot, people }, sealId: sealFileId }
  })
}

type InsuredRow = {
  id: string
  name: string
  sealed: Buffer
  riskClass: RiskClass
  from: CalendarDate
  to: CalendarDate
}

/** Everyone of a letter in the order of the roster, with document numbers in full. */
export async function listLetterPeople(
  tx: Transaction,
  crypto: CryptoProvider,
  id: CertificateId,
): Promise<LetterPerson[]> {
  const { rows } =
    await sql<InsuredRow>`select p.id, p.name, p.sealed, c.risk_class as "riskClass", lower(c.period) as "from",
      upper(c.period) - 1 as "to"
    from covers c join people p on p.id = c.people_id
    where c.certificate_id = ${id} and ${inScope(tx, 'c.place')} order by c.row_number`.execute(tx.db)
  return rows.map(({ id: record, name, sealed, riskClass, from, to }) => ({
    name,
    documentNumber: openPerson(crypto, record, sealed).idNumber,
    workClass: riskClassWords[riskClass],
    from,
    to,
  }))
}

async function sealBytes({ vault, ...services }: Services, fileId: FileId | null): Promise<Uint8Array | undefined> {
  if (!fileId) return undefined
  const file = await inSystem({ vault, ...services }, null, (tx) => getFile(tx, fileId))
  const chunks: Uint8Array[] = []
  for await (const chunk of readFile(vault, file.storageKey)) chunks.push(chunk)
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
