import { sql } from 'kysely'
import { officeNumber } from '../../domain/shared/numbering.ts'
import type { Cents } from '../../domain/shared/cents.ts'
import type { CertificateId, OrganisationId } from '../../domain/shared/ids.ts'
import { businessDay } from '../../domain/shared/time.ts'
import { newToken } from '../accounts/random-codes.ts'
import type { Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import type { CoverOrder, PreparedCovers } from '../enrolment/make-covers.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { saveCertificate, saveVersion } from './certificate-store.ts'
import { snapshotNow } from './letter-snapshot.ts'

export type IssueWishes = {
  readonly officeId: OrganisationId
  readonly total: Cents
  readonly publicUrl: string
  /** Makes the covers that the letter confirms, once there is a letter that they can name; answers how many. */
  readonly makeCovers: (id: CertificateId) => Promise<number>
  /** Seconds until the job that draws the PDF: a demo does not keep its first visitors waiting for its letters. */
  readonly drawAfterSeconds?: number
}

/** Issues the confirmation letter of one plan of a confirmed enrolment with its covers; a job draws its PDF. */
export async function issueCertificate(
  tx: Transaction,
  order: CoverOrder,
  covers: PreparedCovers,
  { officeId, total, publicUrl, makeCovers, drawAfterSeconds = 0 }: IssueWishes,
): Promise<{ id: CertificateId; number: string; covers: number }> {
  const id = newId<CertificateId>()
  const number = await nextLetterNumber(tx, officeId)
  const token = newToken()
  const { enrolmentId, unitId, place, plan, planVersionId, shares } = order
  const { heads, firstDay, lastDay } = covers
  await saveCertificate(tx, {
    id,
    number,
    token,
    enrolmentId,
    unitId,
    place,
    planCode: plan.code,
    planVersionId,
    heads,
    total,
    firstDay,
    lastDay,
  })
  const made = await makeCovers(id)
  await saveVersion(
    tx,
    { id, place },
    await snapshotNow(tx, { number, version: 1, token, unitId, place, plan, shares, total, publicUrl }),
  )
  await enqueue(tx, {
    task: 'make-letter',
    subject: id,
    key: `make-letter:${id}`,
    afterSeconds: drawAfterSeconds,
  })
  return { id, number, covers: made }
}

async function nextLetterNumber(tx: Transaction, officeId: OrganisationId): Promise<string> {
  const today = businessDay(tx.now)
  const { rows } = await sql<{ code: string; count: number }>`select code, next_number('QR', id, ${today}) as count
    from organisations where id = ${officeId}`.execute(tx.db)
  const [office] = rows
  if (!office) throw new Error(`office ${officeId} is out of reach`)
  return officeNumber('QR', office.code, today, office.count)
}
