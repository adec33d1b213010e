import { Readable } from 'node:stream'
import type { LetterPerson } from '../../domain/certificates/letter-snapshot.ts'
import { judgeRosterDownload } from '../../domain/certificates/roster-download.ts'
import { maskIdNumber } from '../../domain/shared/id-number.ts'
import type { CertificateId } from '../../domain/shared/ids.ts'
import { maskName } from '../../domain/shared/person-name.ts'
import { isUnitIn } from '../db/transaction.ts'
import { rosterWorkbook } from '../documents/roster-workbook.ts'
import { getFile } from '../files/file-store.ts'
import { readFile } from '../files/file-vault.ts'
import { sendStream } from '../files/send-file.ts'
import type { FileCall } from '../http/mount-file.ts'
import { record } from '../journal.ts'
import { accepted, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { getVersion, lockCertificate, savePrinted } from './certificate-store.ts'
import { listLetterPeople } from './make-letter.ts'

type LetterInput = { id: string; version: number }

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/**
 * 打印确认书: the stored bytes. The journal tells of it before the first of them, since whoever breaks off has seen the
 * rest; when the last has been handed over, the letter counts as printed.
 */
export async function downloadLetter(
  { reply, within }: FileCall,
  { vault }: Services,
  input: LetterInput,
): Promise<void> {
  const id = input.id as CertificateId
  const facts = { version: input.version }
  const file = await within('certificates.download-letter', async (tx) => {
    const { place, version, rosterConfirmedAt } = await lockCertificate(tx, id)
    const current = version === input.version
    if (current && !rosterConfirmedAt) return refused({ code: 'roster-not-confirmed' })
    const { fileId } = await getVersion(tx, id, input.version)
    if (!fileId) return refused({ code: 'letter-not-ready' })
    await record(tx, { action: 'certificates.download-letter', subject: id, place, facts })
    return { ...(await getFile(tx, fileId)), current }
  })
  async function* bytes() {
    yield* readFile(vault, file.storageKey)
    if (!file.current) return
    await within('certificates.print-letter', async (tx) => {
      const { place } = await lockCertificate(tx, id)
      await savePrinted(tx, id)
      await record(tx, { action: 'certificates.print-letter', subject: id, place, facts })
    })
  }
  await sendStream(reply, file, Readable.from(bytes()))
}

/** 下载人员清单: everyone of the letter with document numbers as text, in full for the unit itself, masked for others. */
export async function downloadInsured(
  { reply, within }: FileCall,
  { crypto }: Services,
  input: { id: string; reason?: string | undefined },
): Promise<void> {
  const id = input.id as CertificateId
  const { people, number } = await within('certificates.download-insured', async (tx) => {
    const { place, number, heads } = await lockCertificate(tx, id)
    const inFull = isUnitIn(tx)
    const reason = accepted(judgeRosterDownload({ people: heads, ofOwnUnit: inFull, reason: input.reason ?? '' }))
    const listed = await listLetterPeople(tx, crypto, id)
    const facts = { people: listed.length, ...(reason === '' ? {} : { reason }) }
    await record(tx, { action: 'certificates.download-insured', subject: id, place, facts })
    return { people: inFull ? listed : listed.map(masked), number }
  })
  const bytes = Readable.fromWeb(rosterWorkbook(people))
  await sendStream(reply, { name: `${number}.xlsx`, mediaType: WORKBOOK }, bytes)
}

function masked(person: LetterPerson): LetterPerson {
  return { ...person, name: maskName(person.name), documentNumber: maskIdNumber(person.documentNumber) }
}
