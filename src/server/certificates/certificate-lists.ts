import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type {
  getCertificate as getCertificateEndpoint,
  listCertificates as listCertificatesEndpoint,
  verifyCertificate as verifyCertificateEndpoint,
} from '../../contract/certificates.ts'
import type { CalendarDate } from '../../domain/shared/calendar-date.ts'
import { formatYuan, type Cents } from '../../domain/shared/cents.ts'
import { businessDay } from '../../domain/shared/time.ts'
import { pageOf, PAGE_SIZE, readMoment } from '../db/keyset.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { found } from '../refusal.ts'
import { nameFor } from './insured-lists.ts'

type Page = OutputOf<typeof listCertificatesEndpoint>
type Certificate = Page['rows'][number]
type Row = Omit<Certificate, 'total' | 'issuedAt' | 'printedAt'> & {
  total: Cents
  issuedAt: Date
  printedAt: Date | null
}

/** A letter is outdated when unit or office would print differently now; the job of 刷新计划书. */
const COLUMNS = sql`c.id, c.number, c.version, o.name as "unitName", a.name as "agencyName", e.number as "enrolmentNumber",
  v.name as "planName", c.heads, c.total, c.first_day as "firstDay", c.last_day as "lastDay", c.issued_at as "issuedAt",
  c.printed_at as "printedAt", c.roster_confirmed_at is not null as "rosterConfirmed", cv.file_id is not null as ready,
  (cv.snapshot -> 'unit' ->> 'name' <> o.name or cv.snapshot -> 'unit' ->> 'address' <> o.address
    or cv.snapshot -> 'office' ->> 'name' <> f.name or cv.snapshot -> 'office' ->> 'telephone' <> f.telephone
    or cv.snapshot -> 'office' ->> 'address' <> f.address) as outdated`

const TABLES = sql`certificates c
  join certificate_versions cv on cv.certificate_id = c.id and cv.version = c.version
  join enrolments e on e.id = c.enrolment_id
  join organisations o on o.id = c.unit_id
  join organisations a on a.id = e.agency_id
  join organisations f on f.id = e.office_id
  join plan_versions v on v.id = c.plan_version_id`

function shown({ total, issuedAt, printedAt, ...row }: Row): Certificate {
  return {
    ...row,
    total: formatYuan(total),
    issuedAt: issuedAt.toISOString(),
    printedAt: printedAt?.toISOString() ?? null,
  }
}

function contains(text: string): string {
  return `%${text.trim().replace(/[\\%_]/g, String.raw`\$&`)}%`
}

/** 未打印 or 已打印 letters in scope, newest first. */
export async function listCertificates(
  tx: Transaction,
  input: InputOf<typeof listCertificatesEndpoint>,
): Promise<Page> {
  const { tab, number, enrolmentNumber, unitName, planCode, from, to, cursor, limit = PAGE_SIZE } = input
  const { at: issuedAt, id } = readMoment(cursor) ?? {}
  const { rows } = await sql<Row>`select ${COLUMNS} from ${TABLES}
    where ${inScope(tx, 'c.place')} and (c.printed_at is null) = ${tab === 'unprinted'}
      and (${number ?? null}::text is null or c.number = upper(trim(${number ?? null})))
      and (${enrolmentNumber ?? null}::text is null or e.number = upper(trim(${enrolmentNumber ?? null})))
      and (${unitName ?? null}::text is null or o.name like ${unitName ? contains(unitName) : null})
      and (${planCode ?? null}::text is null or c.plan_code = ${planCode ?? null})
      and (${from ?? null}::date is null or c.issued_at >= ${from ?? null}::date::timestamp at time zone 'Asia/Shanghai')
      and (${to ?? null}::date is null or c.issued_at < (${to ?? null}::date + 1)::timestamp at time zone 'Asia/Shanghai')
      and (${id ?? null}::uuid is null or (c.issued_at, c.id) < (${issuedAt ?? null}::timestamptz, ${id ?? null}::uuid))
    order by c.issued_at desc, c.id desc limit ${limit + 1}`.execute(tx.db)
  const counts = await sql<{ unprinted: number; printed: number }>`
    select count(*) filter (where printed_at is null)::int as unprinted, count(*) filter (where printed_at is not null)::int as printed
    from (select printed_at from certificates c where ${inScope(tx, 'c.place')} limit 10000) counted`.execute(tx.db)
  const page = pageOf(rows, limit, (row) => [row.issuedAt.toISOString(), row.id])
  return { rows: page.rows.map(shown), next: page.next, ...found(counts.rows[0]) }
}

type Versions = OutputOf<typeof getCertificateEndpoint>

/** One letter with its versions and the characters that no font has; whose they are in full for the unit itself. */
export async function getCertificate(tx: Transaction, id: string): Promise<Versions> {
  const { rows } = await sql<
    Row & { unprintable: Versions['unprintable'] | null }
  >`select ${COLUMNS}, cv.unprintable from ${TABLES}
    where c.id = ${id} and ${inScope(tx, 'c.place')}`.execute(tx.db)
  const { unprintable, ...row } = found(rows[0])
  const versions = await sql<{
    version: number
    madeAt: Date
  }>`select version, made_at as "madeAt" from certificate_versions
    where certificate_id = ${id} and ${inScope(tx, 'place')} order by version desc`.execute(tx.db)
  return {
    certificate: shown(row),
    versions: versions.rows.map(({ version, madeAt }) => ({
      version,
      issuedAt: madeAt.toISOString(),
      superseded: version < row.version,
    })),
    unprintable: (unprintable ?? []).map((one) => ({ ...one, person: nameFor(tx, one.person) })),
  }
}

type Verified = OutputOf<typeof verifyCertificateEndpoint>
type VerifiedRow = Omit<Verified, 'superseded' | 'ended'> & { firstDay: CalendarDate; lastDay: CalendarDate }

/**
 * What someone who scans the QR code may know: nothing personal. Names are those of the version that was asked for, since
 * they are compared with the paper at hand.
 */
export async function verifyCertificate(
  tx: Transaction,
  { token, version }: InputOf<typeof verifyCertificateEndpoint>,
): Promise<Verified> {
  const { rows } =
    await sql<VerifiedRow>`select c.number, cv.version, c.version as "currentVersion", cv.snapshot -> 'unit' ->> 'name' as "unitName",
      cv.snapshot -> 'plan' ->> 'name' as "planName", c.heads, c.first_day as "firstDay", c.last_day as "lastDay",
      cv.snapshot -> 'office' ->> 'name' as "officeName"
    from certificates c
    join certificate_versions cv on cv.certificate_id = c.id and cv.version = coalesce(${version ?? null}::int, c.version)
    where c.token = ${token} and ${inScope(tx, 'c.place')}`.execute(tx.db)
  const shown = found(rows[0])
  return { ...shown, superseded: shown.version < shown.currentVersion, ended: shown.lastDay < businessDay(tx.now) }
}
