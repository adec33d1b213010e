import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { LetterSnapshot } from '../../domain/certificates/letter-snapshot.ts'
import type { CalendarDate } from '../../domain/shared/calendar-date.ts'
import type { Cents } from '../../domain/shared/cents.ts'
import type { CertificateId, EnrolmentId, FileId, OrganisationId, PlanVersionId } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { found } from '../refusal.ts'

/**
 * What a version says, without its people: those are the covers of the letter and the records that these name, neither of
 * which is ever changed, nor can be by the server. A digest of them stands beside.
 */
export type StoredSnapshot = Omit<LetterSnapshot, 'people'>

export type NewCertificate = {
  readonly id: CertificateId
  readonly number: string
  readonly token: string
  readonly enrolmentId: EnrolmentId
  readonly unitId: OrganisationId
  readonly place: number
  readonly planCode: string
  readonly planVersionId: PlanVersionId
  readonly heads: number
  readonly total: Cents
  readonly firstDay: CalendarDate
  readonly lastDay: CalendarDate
}

export async function saveCertificate(tx: Transaction, one: NewCertificate): Promise<void> {
  await sql`insert into certificates (id, number, enrolment_id, unit_id, place, plan_code, plan_version_id, token, heads, total,
      first_day, last_day, issued_at)
    values (${one.id}, ${one.number}, ${one.enrolmentId}, ${one.unitId}, ${one.place}, ${one.planCode}, ${one.planVersionId},
      ${one.token}, ${one.heads}, ${one.total}, ${one.firstDay}, ${one.lastDay}, ${new Date(tx.now)})`.execute(tx.db)
}

/** Hash of what a version says beyond its version number, also in its address, and date: equal hashes mean nothing has changed. */
export function hashOfSnapshot({ version, issuedOn: _issuedOn, ...said }: StoredSnapshot): Buffer {
  const own = `/${version}`
  const address = said.verificationUrl
  const verificationUrl = address.endsWith(own) ? address.slice(0, -own.length) : address
  return createHash('sha256')
    .update(JSON.stringify({ ...said, verificationUrl }))
    .digest()
}

/** A snapshot with its keys as they stood when it was hashed: the database keeps them in an order of its own. */
export function inOrder(stored: StoredSnapshot): StoredSnapshot {
  const { number, version, issuedOn, association, office, unit, plan, shares, contributions, benefits } = stored
  return {
    number,
    version,
    issuedOn,
    association,
    office: { name: office.name, address: office.address, telephone: office.telephone },
    unit: { name: unit.name, address: unit.address, creditCode: unit.creditCode },
    plan: { name: plan.name, version: plan.version },
    shares,
    contributions,
    benefits,
    verificationUrl: stored.verificationUrl,
  }
}

/** Keeps a version; the covers of the letter must have been made. */
export async function saveVersion(
  tx: Transaction,
  { id, place }: { id: CertificateId; place: number },
  snapshot: StoredSnapshot,
): Promise<void> {
  await sql`insert into certificate_versions (certificate_id, version, place, snapshot, snapshot_hash, people_digest, made_by, made_at)
    values (${id}, ${snapshot.version}, ${place}, ${JSON.stringify(snapshot)}, ${hashOfSnapshot(snapshot)}, people_digest(${id}),
      ${tx.caller?.accountId ?? null}, ${new Date(tx.now)})`.execute(tx.db)
}

export type LockedCertificate = {
  readonly id: CertificateId
  readonly number: string
  readonly place: number
  readonly version: number
  readonly heads: number
  readonly unitId: OrganisationId
  readonly enrolmentId: EnrolmentId
  readonly planVersionId: PlanVersionId
  readonly rosterConfirmedAt: Date | null
  readonly printedAt: Date | null
}

export async function lockCertificate(tx: Transaction, id: CertificateId): Promise<LockedCertificate> {
  const { rows } =
    await sql<LockedCertificate>`select id, number, place, version, heads, unit_id as "unitId", enrolment_id as "enrolmentId",
      plan_version_id as "planVersionId", roster_confirmed_at as "rosterConfirmedAt", printed_at as "printedAt"
    from certificates where id = ${id} and ${inScope(tx, 'place')} for update`.execute(tx.db)
  return found(rows[0])
}

export type StoredVersion = {
  readonly snapshot: StoredSnapshot
  readonly snapshotHash: Buffer
  readonly peopleDigest: Buffer
  readonly fileId: FileId | null
  readonly unprintable: readonly { person: string; character: string; codePoint: string }[] | null
}

export async function getVersion(tx: Transaction, id: CertificateId, version: number): Promise<StoredVersion> {
  const { rows } =
    await sql<StoredVersion>`select snapshot, snapshot_hash as "snapshotHash", people_digest as "peopleDigest", file_id as "fileId", unprintable
    from certificate_versions where certificate_id = ${id} and version = ${version} and ${inScope(tx, 'place')}`.execute(
      tx.db,
    )
  return found(rows[0])
}

/** Digest of the people whom a version made now would list. */
export async function peopleDigest(tx: Transaction, id: CertificateId): Promise<Buffer> {
  const { rows } = await sql<{ digest: Buffer }>`select people_digest(id) as digest from certificates
    where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
  return found(rows[0]).digest
}

/** Versions of a letter that have no PDF yet, earliest first: one may have been superseded before it was drawn. */
export async function listUndrawn(tx: Transaction, id: CertificateId): Promise<number[]> {
  const { rows } = await sql<{ version: number }>`select version from certificate_versions
    where certificate_id = ${id} and file_id is null and ${inScope(tx, 'place')} order by version`.execute(tx.db)
  return rows.map(({ version }) => version)
}

/** Ties the finished PDF to its version, once: it is kept byte for byte from then on. */
export async function saveLetterFile(
  tx: Transaction,
  id: CertificateId,
  version: number,
  fileId: FileId,
  unprintable: StoredVersion['unprintable'],
): Promise<boolean> {
  const { rows } =
    await sql`update certificate_versions set file_id = ${fileId}, unprintable = ${JSON.stringify(unprintable ?? [])}
    where certificate_id = ${id} and version = ${version} and file_id is null and ${inScope(tx, 'place')} returning version`.execute(
      tx.db,
    )
  return rows.length === 1
}

/** A new version has its roster to be confirmed again. The letter stays under 已打印 or 未打印, where the manual seeks it. */
export async function saveNewVersionNumber(tx: Transaction, id: CertificateId, version: number): Promise<void> {
  await sql`update certificates set version = ${version}, roster_confirmed_at = null,
    issued_at = ${new Date(tx.now)} where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
}

export async function saveRosterConfirmed(tx: Transaction, id: CertificateId): Promise<void> {
  await sql`update certificates set roster_confirmed_at = ${new Date(tx.now)}
    where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
}

export async function savePrinted(tx: Transaction, id: CertificateId): Promise<void> {
  await sql`update certificates set printed_at = coalesce(printed_at, ${new Date(tx.now)})
    where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
}
