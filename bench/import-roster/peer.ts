import pg from 'pg'
import { createRosterJudge } from '../../src/domain/enrolment/judge-roster.ts'
import { date } from '../../src/domain/shared/calendar-date.ts'
import { maskIdNumber } from '../../src/domain/shared/id-number.ts'
import { newId } from '../../src/server/db/uuid.ts'
import { personHash, phoneIndex, sealPerson } from '../../src/server/enrolment/person-record.ts'
import { peer } from '../support/peer.ts'
import { openRun } from './database.ts'
import { ROWS } from './seed.ts'

const RULES = { ageMin: 16, ageMax: 60, overAgeProofMax: 65, riskClasses: true, idKinds: ['resident-id'] } as const
const BATCH = 1_000

type StreamedRow = { readonly number: number; readonly values: readonly unknown[] }
type ExcelJs = {
  stream: { xlsx: { WorkbookReader: new (path: string, options: object) => AsyncIterable<AsyncIterable<StreamedRow>> } }
}
type Column = { notNull(): Column; primaryKey(): Column }
type PgCore = {
  pgTable: (name: string, columns: Record<string, Column>) => object
  uuid: (name: string) => Column
  text: (name: string) => Column
  bigint: (name: string, mode: { mode: 'number' }) => Column
  integer: (name: string) => Column
  boolean: (name: string) => Column
  date: (name: string) => Column
  customType: (of: { dataType: () => string }) => (name: string) => Column
}
type Drizzle = {
  drizzle: (client: pg.Client) => {
    transaction: (
      work: (tx: { insert: (table: object) => { values: (rows: object[]) => Promise<unknown> } }) => Promise<void>,
    ) => Promise<void>
  }
}

/** What a team would write first: a streaming library, a SELECT per row, an ORM that inserts in batches. */
export async function importPeer(folder: string, roster: string): Promise<Record<string, number>> {
  const run = await openRun(folder)
  const client = new pg.Client({ connectionString: run.superuserUrl })
  await client.connect()
  await client.query(`select set_config('app.command', 'bench.peer', false)`)
  const { rows: enrolments } = await client.query<{ id: string; place: string }>(
    `select id, place from enrolments where unit_id = $1 limit 1`,
    [run.association.unitId],
  )
  const enrolment = enrolments[0] ?? { id: '', place: '0' }
  const tables = describeTables()
  const { crypto } = run.services
  const judge = createRosterJudge(RULES, date('2026-12-01'))
  const started = performance.now()
  let stored = 0
  await peer<Drizzle>('drizzle-orm/node-postgres')
    .drizzle(client)
    .transaction(async (tx) => {
      const pending = { keys: [] as object[], people: [] as object[], roster: [] as object[] }
      const store = async () => {
        if (pending.people.length === 0) return
        if (pending.keys.length > 0) await tx.insert(tables.keys).values(pending.keys.splice(0))
        await tx.insert(tables.people).values(pending.people.splice(0))
        await tx.insert(tables.roster).values(pending.roster.splice(0))
      }
      for await (const [row, cells] of rowsOf(roster)) {
        const { person } = judge.judge(row, cells) ?? {}
        if (!person) continue
        const hash = personHash(crypto, person.idNumber)
        const { rows: covers } = await client.query<{ id: string; people_id: string | null }>(
          `select k.id, c.people_id from person_keys k left join covers c on c.person_id = k.id and c.plan_code = 'comprehensive'
            where k.hash = $1`,
          [hash],
        )
        const known = covers[0]
        const personId = known?.id ?? newId()
        const peopleId = known?.people_id ?? newId()
        stored += 1
        if (!known) pending.keys.push({ id: personId, hash })
        if (known?.people_id) continue
        const { place } = enrolment
        const secrets = { idNumber: person.idNumber, phone: person.phone }
        const phone = phoneIndex(crypto, person.phone)
        pending.people.push({
          id: peopleId,
          unitId: run.association.unitId,
          place: Number(place),
          personId,
          name: person.name,
          idKind: person.idKind,
          idMasked: maskIdNumber(person.idNumber),
          born: person.born,
          sex: person.sex,
          sealed: sealPerson(crypto, peopleId, secrets),
          phoneIndex: phone,
          phoneMasked: '',
          recordedAt: '2026-11-30',
        })
        pending.roster.push({
          id: newId(),
          enrolmentId: enrolment.id,
          planCode: 'comprehensive',
          place: Number(place),
          peopleId,
          personId,
          rowNumber: 1_000_000 + stored,
          riskClass: person.riskClass,
          renewing: false,
          overAge: false,
        })
        if (pending.people.length >= BATCH) await store()
      }
      await store()
    })
  const seconds = (performance.now() - started) / 1000
  if (stored < ROWS * 0.98) throw new Error(`${stored} stored`)
  await client.end()
  await run.stop()
  return { seconds }
}

async function* rowsOf(path: string) {
  const options = { worksheets: 'emit', sharedStrings: 'cache', styles: 'ignore', hyperlinks: 'ignore' }
  const text = (value: unknown) => ({ text: value as string, kind: 'text' as const })
  for await (const sheet of new (peer<ExcelJs>('exceljs').stream.xlsx.WorkbookReader)(path, options)) {
    for await (const { number, values } of sheet) {
      const [, , name, idNumber, phone] = values
      if (number > 1) yield [number, { name: text(name), idNumber: text(idNumber), phone: text(phone) }] as const
    }
  }
}

function describeTables() {
  const { pgTable, uuid, text, bigint, integer, boolean, date: day, customType } = peer<PgCore>('drizzle-orm/pg-core')
  const bytea = customType({ dataType: () => 'bytea' })
  const place = () => bigint('place', { mode: 'number' })
  return {
    keys: pgTable('person_keys', { id: uuid('id'), hash: bytea('hash') }),
    people: pgTable('people', {
      id: uuid('id'),
      unitId: uuid('unit_id'),
      place: place(),
      personId: uuid('person_id'),
      name: text('name'),
      idKind: text('id_kind'),
      idMasked: text('id_masked'),
      born: day('born'),
      sex: text('sex'),
      sealed: bytea('sealed'),
      phoneIndex: bytea('phone_index'),
      phoneMasked: text('phone_masked'),
      recordedAt: day('recorded_at'),
    }),
    roster: pgTable('roster_people', {
      id: uuid('id'),
      enrolmentId: uuid('enrolment_id'),
      planCode: text('plan_code'),
      place: place(),
      peopleId: uuid('people_id'),
      personId: uuid('person_id'),
      rowNumber: integer('row_number'),
      riskClass: text('risk_class'),
      renewing: boolean('renewing'),
      overAge: boolean('over_age'),
    }),
  }
}
