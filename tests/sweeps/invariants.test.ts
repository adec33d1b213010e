import { randomBytes } from 'node:crypto'
import { rename, rm, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EnrolmentId } from '../../src/domain/shared/ids.ts'
import type { Transaction } from '../../src/server/db/transaction.ts'
import { saveFile } from '../../src/server/files/file-store.ts'
import { putFile } from '../../src/server/files/file-vault.ts'
import { makeLetter } from '../../src/server/certificates/make-letter.ts'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { checkNightly } from '../../src/server/oversight/check-nightly.ts'
import { checkStoredBytes, saveFilesChecked } from '../../src/server/oversight/check-stored-bytes.ts'
import { CLAIM_INVARIANTS } from '../../src/server/oversight/claim-invariants.ts'
import { INVARIANTS } from '../../src/server/oversight/invariants.ts'
import { PAYOUT_INVARIANTS } from '../../src/server/oversight/payout-invariants.ts'
import { REVIEW_INVARIANTS } from '../../src/server/oversight/review-invariants.ts'
import { approvedEnrolment } from '../support/approved-enrolment.ts'
import { asSystem, makeAssociation, signIn } from '../support/actors.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

let server: TestServer
let superuser: pg.Client
let confirmed: EnrolmentId
let flying: EnrolmentId

beforeAll(async () => {
  server = await startTestServer()
  const { unitId, officeId, agencyId } = await makeAssociation(server)
  const handler = await signIn(server, unitId, { desks: ['unit-handler'] })
  const reviewer = await signIn(server, officeId, { desks: ['enrolment-review'] })
  const finance = await signIn(server, officeId, { desks: ['finance'] })
  const people = {
    unitId,
    officeId,
    agencyId,
    submittedBy: handler.accountId,
    reviewedBy: reviewer.accountId,
    people: 3,
  }
  confirmed = await approvedEnrolment(server, people)
  flying = await approvedEnrolment(server, { ...people, from: 100 })
  const versionOf = async () => (await finance.get(`/api/enrolments/${confirmed}/invoicing`)).json().version as number
  const invoice = {
    planCode: 'comprehensive',
    kind: 'invoice',
    titleKind: 'unit',
    title: '甲单位',
    taxNumber: '91370000MA00000A1X',
    mail: 'a@example.org',
  }
  const money = { paidOn: '2026-11-10', amount: '300', payer: '甲单位', reference: 'BANK-1' }
  await handler.post(`/api/enrolments/${confirmed}/invoices`, {
    ...invoice,
    amount: '300',
    heads: 3,
  })
  await handler.post(`/api/enrolments/${confirmed}/invoicing/submit`, { version: await versionOf() })
  await finance.post('/api/work/take', { kind: 'payment', subjects: [confirmed] })
  await finance.post(`/api/enrolments/${confirmed}/payments`, money)
  const answer = await finance.post(`/api/enrolments/${confirmed}/confirm`, { version: await versionOf() })
  expect(answer.json()).toMatchObject({ covers: 3 })
  superuser = new pg.Client({ connectionString: server.database.superuserUrl })
  await superuser.connect()
  const { rows } = await superuser.query('select id from certificates')
  await makeLetter(server.services, { subject: rows[0].id })
})

afterAll(async () => {
  await superuser.end()
  await server.stop()
})

test('an association that worked as it should contradicts nothing', async () => {
  expect(await checkInvariants(server.services)).toEqual([])
})

// For each arm of each invariant, data that no command could have left.
const sabotage: readonly (readonly [id: string, steps: readonly string[]])[] = [
  ['I-01', [`update enrolments set state = 'payment' where id = $flying`]],
  [
    'I-03',
    [
      `alter table enrolments drop constraint enrolments_check1, drop constraint enrolments_check2,
       drop constraint enrolments_check3, drop constraint enrolments_check4, drop constraint enrolments_check5`,
      `update enrolments set reviewed_by = submitted_by where id = $flying`,
    ],
  ],
  [
    'I-04',
    [batch(`'cancelled', 3, 0, 0`), `update roster_people set batch_id = $confirmed where enrolment_id = $flying`],
  ],
  ['I-06', [`alter table import_batches drop constraint import_batches_check`, batch(`'done', 3, 1, 1`)]],
  [
    'I-07',
    [
      `alter table covers drop constraint covers_do_not_overlap`,
      `insert into covers select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'period',
       daterange(lower(period) + 300, upper(period) + 300)))).* from covers c limit 1`,
    ],
  ],
  ['I-07-holds', [`delete from enrolment_holds where person_id = (select person_id from enrolment_holds limit 1)`]],
  ['I-07-covers', [`delete from covers where id = (select id from covers limit 1)`]],
  ['I-09', [`update enrolment_plans set people = people + 1 where enrolment_id = $flying`]],
  ['I-09-limits', [`update enrolments set staff_count = 2, women_count = 2 where id = $flying`]],
  ['I-09-limits', [`update enrolment_plans set women = 101 where enrolment_id = $confirmed`]],
  ['I-09-limits', [`update plan_versions set content = jsonb_set(content, '{eligibility, sex}', '"female"')`]],
  ['I-09-strays', [`update roster_people set people_id = gen_random_uuid() where enrolment_id = $flying`]],
  ['I-16', [`update enrolments set due = due + 1 where id = $flying`]],
  ['I-16-invoices', [`update invoices set amount = amount - 1`]],
  ['I-16-payments', [`update payments set amount = amount - 1`]],
  [
    'I-16-reversals',
    [
      `insert into payments (id, enrolment_id, office_id, place, reference, payer, paid_on, amount, recorded_by, recorded_at,
        reverses, reason) select gen_random_uuid(), enrolment_id, office_id, place, reference, payer, paid_on, -amount,
        recorded_by, recorded_at, id, '登记有误' from payments`,
    ],
  ],
  ['I-23', [`delete from journal where action = 'invoicing.confirm-payment'`]],
  ['I-27', [`update certificates set heads = heads + 1`]],
  [
    'I-27-people',
    [`update people set name = name || '某' where id = (select people_id from covers where row_number = 2)`],
  ],
  ['N3', [`alter table covers no force row level security`, `set local role huzhu_app`]],
]

function batch(figures: string): string {
  return `insert into import_batches (id, enrolment_id, plan_code, place, file_id, file_name, file_hash, state, rows, accepted,
      refused, created_by, created_at)
    select $confirmed, id, 'comprehensive', place, id, 'x.xlsx', '', ${figures}, created_by, now() from enrolments where id = $flying`
}

// Those of claims, reviews and payouts are seen to fail beside cases and batches of their own.
const elsewhere = [...CLAIM_INVARIANTS, ...REVIEW_INVARIANTS, ...PAYOUT_INVARIANTS]
const own = INVARIANTS.filter((invariant) => !elsewhere.includes(invariant))

test('each invariant has been seen to fail', () => {
  expect([...new Set(sabotage.map(([id]) => id))]).toEqual(own.map(({ id }) => id))
})

test.each(sabotage)('%s is found broken by %s', async (id, steps) => {
  await superuser.query('begin')
  try {
    // No trigger and no foreign key stands in the way.
    await superuser.query('set local session_replication_role = replica')
    for (const step of steps) {
      await superuser.query(step.replaceAll('$confirmed', `'${confirmed}'`).replaceAll('$flying', `'${flying}'`))
    }
    const sql = own.find((invariant) => invariant.id === id)?.sql ?? ''
    expect((await superuser.query(sql)).rows.length).toBeGreaterThan(0)
  } finally {
    await superuser.query('rollback')
  }
})

test('I-27-snapshot: a letter that says something else than it was issued with is found', async () => {
  const rewrite = (snapshot: string) =>
    superuser.query(`set session_replication_role = replica; update certificate_versions set snapshot = ${snapshot};
      reset session_replication_role`)
  await rewrite(`jsonb_set(snapshot, '{contributions}', to_jsonb((snapshot ->> 'contributions')::bigint + 1))`)
  expect(await checkInvariants(server.services)).toMatchObject([
    { invariant: 'I-27-snapshot', found: 'version 1 says something else' },
  ])
  await rewrite(`jsonb_set(snapshot, '{contributions}', to_jsonb((snapshot ->> 'contributions')::bigint - 1))`)
  expect(await checkInvariants(server.services)).toEqual([])
})

test('I-26: files that lost a byte, or stand in the place of another, are found, those first that were not read for longest', async () => {
  const { vault } = server.services
  const files = await Promise.all([0, 1, 2].map(() => anotherFile()))
  expect((await checkStoredBytes(server.services)).violations).toEqual([])
  const [cut, one, other] = files.map(({ storageKey }) => join(vault.folder, storageKey)) as [string, string, string]
  await truncate(cut, (await stat(cut)).size - 1)
  await rename(one, `${cut}.aside`)
  await rename(other, one)
  await rename(`${cut}.aside`, other)
  const { read, violations } = await checkStoredBytes(server.services)
  expect(violations.map(({ subject, found }) => `${subject} ${found}`).toSorted()).toEqual(
    files.map(({ id }) => `${id} damaged`).toSorted(),
  )
  expect(await checkInvariants(server.services)).toEqual([])
  expect(read.length).toBeGreaterThan(3)
  await within((tx) => saveFilesChecked(tx, read.slice(0, 2)))
  expect((await checkStoredBytes(server.services, 'nightly', 1)).read).toEqual([read[2]])
  await within((tx) =>
    sql`update files set removed_at = now() where id = any(${files.map(({ id }) => id)})`.execute(tx.db),
  )
})

const within = <T>(work: (tx: Transaction) => Promise<T>) => asSystem(server.services, work)

async function anotherFile(): Promise<{ id: string; storageKey: string }> {
  const stored = await putFile(server.services.vault, [randomBytes(70_000)], { limit: 100_000 })
  if (!stored.ok) throw new Error('the file is too large')
  const { value } = stored
  const file = { place: 0, purpose: 'other', name: 'a', mediaType: 'image/png', stored: value }
  return { id: await within((tx) => saveFile(tx, file)), storageKey: value.storageKey }
}

test('I-26: a file that has gone from the store is missed', async () => {
  await rm(server.services.vault.folder, { recursive: true })
  expect(await checkInvariants(server.services)).toMatchObject([{ invariant: 'I-26', found: 'missing' }])
})

test('every night each violation is an error in the log, and the journal says how many there are', async () => {
  const errors: string[] = []
  await checkNightly(server.services, { warn: () => undefined, error: (text) => errors.push(text) })
  expect(errors).toEqual([expect.stringMatching(/^invariant I-26 is violated at [0-9a-f-]{36}: missing\. Every file/)])
  const { rows } = await superuser.query(`select facts from journal where action = 'oversight.check-invariants'`)
  expect(rows).toEqual([{ facts: { violations: 1, invariants: ['I-26'] } }])
})
