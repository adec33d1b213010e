import { sql } from 'kysely'
import type { Cents } from '../../domain/shared/cents.ts'
import type { CertificateId } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { record } from '../journal.ts'
import { getPlanVersion } from '../plans/plan-store.ts'
import { found, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import {
  getVersion,
  hashOfSnapshot,
  lockCertificate,
  peopleDigest,
  saveNewVersionNumber,
  saveRosterConfirmed,
  saveVersion,
  type LockedCertificate,
  type StoredSnapshot,
} from './certificate-store.ts'
import { nameFor } from './insured-lists.ts'
import { snapshotNow } from './letter-snapshot.ts'

/** 刷新计划书: a new version where the letter would say something else now; earlier ones stay on record. */
export async function refreshCertificate(
  tx: Transaction,
  { publicUrl }: Services,
  id: CertificateId,
  seen: number,
): Promise<{ version: number; changed: boolean }> {
  const certificate = await lockCertificate(tx, id)
  if (certificate.version !== seen) return refused({ code: 'certificate-version-old' })
  const present = await getVersion(tx, id, seen)
  const wanted = await snapshotOf(tx, certificate, publicUrl)
  const changed =
    !hashOfSnapshot(wanted).equals(present.snapshotHash) || !(await peopleDigest(tx, id)).equals(present.peopleDigest)
  if (changed) {
    await saveVersion(tx, certificate, wanted)
    await saveNewVersionNumber(tx, id, wanted.version)
    await enqueue(tx, { task: 'make-letter', subject: id, key: `make-letter:${id}` })
  }
  const version = changed ? wanted.version : seen
  await record(tx, {
    action: 'certificates.refresh',
    subject: id,
    place: certificate.place,
    facts: { version, changed },
  })
  return { version, changed }
}

type FactsRow = { number: string; token: string; shares: number; total: Cents }

async function snapshotOf(tx: Transaction, certificate: LockedCertificate, publicUrl: string): Promise<StoredSnapshot> {
  const { rows } = await sql<FactsRow>`select c.number, c.token, c.total, p.shares from certificates c
    join enrolment_plans p on p.enrolment_id = c.enrolment_id and p.plan_code = c.plan_code
    where c.id = ${certificate.id} and ${inScope(tx, 'c.place')}`.execute(tx.db)
  const { unitId, place, planVersionId } = certificate
  const plan = await getPlanVersion(tx, planVersionId)
  const version = certificate.version + 1
  return snapshotNow(tx, { ...found(rows[0]), version, unitId, place, plan, publicUrl })
}

/** The tick 我已确认人员名单无误 before printing; a letter with characters that no font has needs its own tick. */
export async function confirmRoster(
  tx: Transaction,
  id: CertificateId,
  version: number,
  codePointsAccepted: boolean,
): Promise<{ done: true }> {
  const certificate = await lockCertificate(tx, id)
  if (certificate.version !== version) return refused({ code: 'certificate-version-old' })
  const { fileId, unprintable } = await getVersion(tx, id, version)
  if (!fileId) return refused({ code: 'letter-not-ready' })
  if (unprintable && unprintable.length > 0 && !codePointsAccepted) {
    const people = [...new Set(unprintable.map(({ person }) => nameFor(tx, person)))].slice(0, 10).join('、')
    return refused({ code: 'characters-unprintable', people })
  }
  await saveRosterConfirmed(tx, id)
  await record(tx, { action: 'certificates.confirm-roster', subject: id, place: certificate.place, facts: { version } })
  return { done: true }
}
