import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { newClaimEntry } from '../../src/domain/claims/claim-entry.ts'
import { createCryptoProvider, type CryptoProvider, type KeyMaterial } from '../../src/server/crypto/crypto-provider.ts'
import { newKeyRing, readKeyRing, writeKeyRing } from '../../src/server/crypto/key-ring.ts'
import { sealEntry, sealPayee } from '../../src/server/claims/claim-secrets.ts'
import { copyInto, type CopyValue } from '../../src/server/db/copy-rows.ts'
import { newId } from '../../src/server/db/uuid.ts'
import { personHash, phoneIndex, sealPerson } from '../../src/server/enrolment/person-record.ts'
import { fillCovers, PLAN } from './fill-covers.ts'
import { people, seeded, type MadePerson } from './people.ts'

export const HANDLER = '00000000-0000-7000-8000-0000000000a1'
export const CLERK = '00000000-0000-7000-8000-0000000000a4'
const UNITS = 500
const FIRST_PLACE = 1_510_000_000

/** Keys of the bench, kept beside its database. */
export function benchKeys(folder: string): KeyMaterial {
  const file = join(folder, 'keys.json')
  if (!existsSync(file)) writeFileSync(file, writeKeyRing(newKeyRing()))
  const ring = readKeyRing(readFileSync(file, 'utf8'))
  if (!ring) throw new Error('the keys of the bench are damaged')
  return { suite: 'aes-256-gcm', ring }
}

export type ClaimsWanted = {
  readonly people: number
  readonly claims: number
  /** `closed` for lists of years; `entry` for cases that wait in the pool. */
  readonly state: 'closed' | 'entry'
}

type Unit = { readonly id: string; readonly place: number }
type Insured = Unit & {
  readonly person: MadePerson
  readonly personId: string
  readonly peopleId: string
  readonly coverId: string
}

/** An association of 500 units, its people under cover, and so many claims of theirs over three years, all sealed. */
export async function fillClaims(superuserUrl: string, keys: KeyMaterial, wanted: ClaimsWanted): Promise<void> {
  await fillCovers(superuserUrl, 0)
  const crypto = createCryptoProvider(keys)
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  await client.query(
    `set session_replication_role = replica; set app.command = 'bench.fill'; set app.low = '0'; set app.high = '9007199254740991'`,
  )
  const units = await addUnits(client)
  const { rows } = await client.query<{ id: string; category: string }>(
    'select id, category from plan_versions where code = $1 order by loaded_at desc limit 1',
    [PLAN],
  )
  const [plan] = rows
  if (!plan) throw new Error('the plan is missing')
  const insured = Array.from(people(wanted.people), (person, at): Insured => {
    const unit = units[at % units.length]
    if (!unit) throw new Error('there is no unit')
    return { ...unit, person, personId: newId(), peopleId: newId(), coverId: newId() }
  })
  await copyAll(client, 'person_keys', ['id', 'hash'], insured, ({ personId, person }) => [
    personId,
    personHash(crypto, person.idNumber),
  ])
  await copyAll(client, 'people', PEOPLE, insured, (one) => peopleRow(crypto, one))
  await copyAll(client, 'covers', COVERS, insured, (one, at) => coverRow(one, at, plan))
  const random = seeded(11)
  const numbers = Array.from({ length: wanted.claims }, (_, at) => at)
  await copyAll(client, 'claims', CLAIMS, numbers, (at) =>
    claimRow(crypto, insured[at % insured.length], { at, random, plan, state: wanted.state }),
  )
  await client.query(
    `insert into accounts (id, organisation_id, place, user_name, name, sealed, phone_index, desks, state, created_at)
    values ('${CLERK}', '00000000-0000-7000-8000-000000000002', 1000000000, 'clerk', '录入', '\\x00', '\\x00',
      '{claim-entry,claim-first-review}', 'active', now())`,
  )
  await client.end()
}

async function addUnits(client: pg.Client): Promise<Unit[]> {
  const { rows } = await client.query<{ id: string; place: string }>(`insert into organisations
      (id, parent_id, kind, code, name, low, high, created_at)
    select new_id(now()), '00000000-0000-7000-8000-000000000003', 'unit', 'BENCH' || lpad(n::text, 6, '0'),
      '示例制造有限公司第' || n || '分公司', ${FIRST_PLACE} + n, ${FIRST_PLACE} + n, now() from generate_series(1, ${UNITS}) n
    returning id, low as place`)
  return rows.map(({ id, place }) => ({ id, place: Number(place) }))
}

async function copyAll<Row>(
  client: pg.Client,
  table: string,
  columns: readonly string[],
  rows: readonly Row[],
  valuesOf: (row: Row, at: number) => CopyValue[],
): Promise<void> {
  const copy = copyInto(client, table, columns)
  for (const [at, row] of rows.entries()) if (!copy.add(valuesOf(row, at))) await copy.flush()
  await copy.end()
}

const PEOPLE =
  'id unit_id place person_id name id_kind id_masked born sex sealed phone_index phone_masked recorded_at'.split(' ')

function peopleRow(crypto: CryptoProvider, { id, place, person, personId, peopleId }: Insured): CopyValue[] {
  const { name, idNumber, phone } = person
  const born = `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`
  const masked = `${idNumber.slice(0, 3)}***********${idNumber.slice(-4)}`
  const sealed = sealPerson(crypto, peopleId, { idNumber, phone })
  return [
    peopleId,
    id,
    place,
    personId,
    name,
    'resident-id',
    masked,
    born,
    'male',
    sealed,
    phoneIndex(crypto, phone),
    '199****0000',
    '2026-01-01',
  ]
}

const COVERS =
  'id person_id people_id unit_id place plan_code plan_version_id category period shares risk_class continuous_since enrolment_id row_number'.split(
    ' ',
  )

type Plan = { readonly id: string; readonly category: string }

function coverRow({ id, place, personId, peopleId, coverId }: Insured, at: number, plan: Plan): CopyValue[] {
  const enrolment = '00000000-0000-7000-8000-0000000000e0'
  const period = '[2024-01-01,2027-01-01)'
  return [
    coverId,
    personId,
    peopleId,
    id,
    place,
    PLAN,
    plan.id,
    plan.category,
    period,
    1,
    'ordinary',
    '2024-01-01',
    enrolment,
    at + 1,
  ]
}

const CLAIMS =
  `id number acceptance_id unit_id place agency_id office_id person_id people_id cover_id plan_code plan_version_id kind source incident_on
   state sealed payee_sealed amount paid accepted_by accepted_at submitted_at ended_at`.split(/\s+/)
const KINDS = ['illness-inpatient', 'accident-inpatient', 'hospital-allowance', 'critical-illness'] as const
const DIAGNOSES = [
  ['S82.0', '髌骨骨折'],
  ['J18.9', '肺炎'],
  ['C50.9', '乳房恶性肿瘤'],
  ['I10', '特发性高血压'],
] as const

type Made = {
  readonly at: number
  readonly random: () => number
  readonly plan: Plan
  readonly state: ClaimsWanted['state']
}

function claimRow(
  crypto: CryptoProvider,
  insured: Insured | undefined,
  { at, random, plan, state }: Made,
): CopyValue[] {
  if (!insured) throw new Error('nobody is insured')
  const id = newId()
  const accepted = new Date(Date.UTC(2024, 0, 1) + at * 90_000)
  const day = accepted.toISOString()
  const on = day.slice(0, 10)
  const [code = '', name = ''] = DIAGNOSES[at % DIAGNOSES.length] ?? []
  const { payee, incident, sheets } = newClaimEntry(on)
  const account = { card: `622202${String(at).padStart(10, '0')}`, bank: '示例银行', branch: '示例支行' }
  const paidTo = { ...payee, name: insured.person.name, mobile: insured.person.phone, ...account }
  const entry = { payee: paidTo, incident: { ...incident, diagnosisCode: code, diagnosisName: name }, sheets }
  const amount = state === 'closed' ? Math.floor(random() * 500_000) : null
  const number = `CL3790${on.replaceAll('-', '')}${String(at).padStart(7, '0')}`
  const ended = state === 'closed' ? day : null
  return [
    id,
    number,
    newId(),
    insured.id,
    insured.place,
    '00000000-0000-7000-8000-000000000003',
    '00000000-0000-7000-8000-000000000002',
    insured.personId,
    insured.peopleId,
    insured.coverId,
    PLAN,
    plan.id,
    KINDS[at % KINDS.length] ?? '',
    // Clerks of the office finish open ones by 案件删除, which only theirs allow.
    state === 'entry' ? 'office' : 'unit',
    on,
    state,
    sealEntry(crypto, id, entry),
    state === 'closed' ? sealPayee(crypto, id, paidTo) : null,
    amount,
    amount ?? 0,
    HANDLER,
    day,
    ended,
    ended,
  ]
}
