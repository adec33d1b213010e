import pg from 'pg'
import type { CryptoProvider } from '../../src/server/crypto/crypto-provider.ts'
import { copyInto, type CopyValue } from '../../src/server/db/copy-rows.ts'
import { newId } from '../../src/server/db/uuid.ts'
import { personHash, phoneIndex, sealPerson } from '../../src/server/enrolment/person-record.ts'
import type { Association } from '../../tests/support/actors.ts'
import { people, type MadePerson } from '../support/people.ts'

export const COVERS = 1_000_000
/** People of the roster file that is imported. */
export const ROWS = 200_000
/** People of the imported roster whose cover at the same unit is about to end. */
export const RENEWING = 20_000

export const FLOOR_TABLES = ['person_keys', 'people', 'roster_people'] as const

export type TableName = 'person_keys' | 'people' | 'roster_people' | 'covers'
type Table = { readonly name: TableName; readonly columns: readonly string[] }
export const TABLES: readonly Table[] = [
  { name: 'person_keys', columns: ['id', 'hash'] },
  {
    name: 'people',
    columns: [
      'id',
      'unit_id',
      'place',
      'person_id',
      'name',
      'id_kind',
      'id_masked',
      'born',
      'sex',
      'sealed',
      'phone_index',
      'phone_masked',
      'recorded_at',
    ],
  },
  {
    name: 'roster_people',
    columns: [
      'id',
      'enrolment_id',
      'plan_code',
      'place',
      'people_id',
      'person_id',
      'row_number',
      'risk_class',
      'renewing',
      'over_age',
      'first_day',
      'price',
    ],
  },
  {
    name: 'covers',
    columns: [
      'id',
      'person_id',
      'people_id',
      'unit_id',
      'place',
      'plan_code',
      'plan_version_id',
      'category',
      'period',
      'shares',
      'risk_class',
      'continuous_since',
      'enrolment_id',
      'row_number',
    ],
  },
]

/** A million people with cover: the first of the roster file at its own unit, everyone else at another. */
export async function seedCovers(
  superuserUrl: string,
  crypto: CryptoProvider,
  association: Association,
): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  await client.query(`select set_config('app.command', 'bench.seed', false)`)
  const own = await enrolmentOf(client, association, association.unitId)
  const other = await enrolmentOf(client, association, association.otherUnitId)
  // The first of the generator are the people of the roster file; beyond them nobody is in it.
  const everyone = [...people(ROWS + COVERS - RENEWING)]
  const made = [...everyone.slice(0, RENEWING), ...everyone.slice(ROWS)]
  const seeds = made.map((person, at) => ({
    person,
    personId: newId(),
    peopleId: newId(),
    of: at < RENEWING ? own : other,
    at,
  }))
  const rowsOf = [keyRow, peopleRow, rosterRow, coverRow]
  for (const [index, table] of TABLES.entries()) {
    const copy = copyInto(client, table.name, table.columns)
    for (const seed of seeds) if (!copy.add(rowsOf[index]?.(crypto, seed) ?? [])) await copy.flush()
    await copy.end()
  }
  // What the floor writes into: the same tables with the same rows and indexes, without walls and keys to others.
  for (const table of FLOOR_TABLES) {
    await client.query(`create table floor_${table} (like ${table} including all)`)
    await client.query(`insert into floor_${table} select * from ${table}`)
    await client.query(`alter table floor_${table} owner to huzhu_owner`)
  }
  await client.query('vacuum analyze')
  await client.end()
}

type Owner = {
  readonly id: string
  readonly unitId: string
  readonly place: number
  readonly version: string
  readonly category: string
}
type Seed = {
  readonly person: MadePerson
  readonly personId: string
  readonly peopleId: string
  readonly of: Owner
  readonly at: number
}

const PLAN = 'comprehensive'

async function enrolmentOf(client: pg.Client, { agencyId, officeId }: Association, unitId: string): Promise<Owner> {
  const id = newId()
  const account = newId()
  const { rows } = await client.query<{ low: string; version: string; category: string; offer: string }>(
    `select o.low, v.id as version, v.category, f.id as offer from organisations o, offers f join plan_versions v on v.id = f.plan_version_id
      where o.id = $1 and f.plan_code = $2`,
    [unitId, PLAN],
  )
  const [found] = rows
  if (!found) throw new Error('the unit is missing')
  const place = Number(found.low)
  await client.query(
    `insert into accounts (id, organisation_id, place, user_name, name, sealed, phone_index, desks, state, created_at)
      values ($1, $2, $3, $4, '种子', '', '', '{}', 'active', now())`,
    [account, unitId, place, `seed${place}`],
  )
  await client.query(
    `insert into enrolments (id, number, unit_id, place, agency_id, office_id, state, created_by, created_at)
      values ($1, $2, $3, $4, $5, $6, 'confirmed', $7, now())`,
    [id, `CB${place}`, unitId, place, agencyId, officeId, account],
  )
  await client.query(
    `insert into enrolment_plans (enrolment_id, plan_code, place, plan_version_id, offer_id, shares) values ($1, $2, $3, $4, $5, 1)`,
    [id, PLAN, place, found.version, found.offer],
  )
  return { id, unitId, place, version: found.version, category: found.category }
}

function keyRow(crypto: CryptoProvider, { person, personId }: Seed): CopyValue[] {
  return [personId, personHash(crypto, person.idNumber)]
}

function peopleRow(crypto: CryptoProvider, { person, personId, peopleId, of }: Seed): CopyValue[] {
  const { name, idNumber, phone } = person
  const born = `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`
  const sealed = sealPerson(crypto, peopleId, { idNumber, phone })
  return [
    peopleId,
    of.unitId,
    of.place,
    personId,
    name,
    'resident-id',
    '379***********0000',
    born,
    'male',
    sealed,
    phoneIndex(crypto, phone),
    '199****0000',
    '2026-01-01',
  ]
}

function rosterRow(_crypto: CryptoProvider, { personId, peopleId, of, at }: Seed): CopyValue[] {
  return [newId(), of.id, PLAN, of.place, peopleId, personId, at + 1, 'ordinary', false, false, '2026-01-01', 10_000]
}

function coverRow(_crypto: CryptoProvider, { personId, peopleId, of, at }: Seed): CopyValue[] {
  const period = at < RENEWING ? '[2026-01-01,2027-01-01)' : `[2026-0${1 + (at % 9)}-01,2027-0${1 + (at % 9)}-01)`
  return [
    newId(),
    personId,
    peopleId,
    of.unitId,
    of.place,
    PLAN,
    of.version,
    of.category,
    period,
    1,
    'ordinary',
    '2026-01-01',
    of.id,
    at + 1,
  ]
}
