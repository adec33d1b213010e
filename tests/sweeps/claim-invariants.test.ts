import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ClaimKind } from '../../src/domain/plans/claim-kind.ts'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { CLAIM_INVARIANTS } from '../../src/server/oversight/claim-invariants.ts'
import { makeAssociation, signIn } from '../support/actors.ts'
import { fillSlots } from '../support/claims.ts'
import { calculate, completeStay, entryOf, save, sheetOf, submit, take } from '../support/entry-case.ts'
import { insuredPeople } from '../support/insured.ts'
import { acceptedCases } from '../support/material-case.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

let server: TestServer
let superuser: pg.Client
let submitted: string
let allowance: string
let entered: string

beforeAll(async () => {
  server = await startTestServer()
  const association = await makeAssociation(server)
  const handler = await signIn(server, association.unitId, { desks: ['unit-handler'] })
  const [person] = await insuredPeople(server, association, { people: 1 })
  server.clock.set('2026-12-21T09:00:00+08:00')
  const stayOn = async (
    on: string,
    invoiceNumber: string,
    kind: ClaimKind = 'illness-inpatient',
    dischargedOn = on,
  ) => {
    const wishes = { coverId: person?.coverId ?? '', kinds: [kind], on } as const
    const [claim] = await acceptedCases(server.services, handler.accountId, wishes)
    const id = claim?.id ?? ''
    await (kind === 'illness-inpatient' ? completeStay(handler, id) : take(handler, id))
    const sheets = [sheetOf({ admittedOn: on, dischargedOn, invoiceNumber })]
    await save(handler, id, await entryOf(handler, id, { sheets }))
    await fillSlots(handler, id)
    await calculate(handler, id)
    return id
  }
  submitted = await stayOn('2026-12-12', 'A1')
  expect((await submit(handler, submitted)).json().numbers).toHaveLength(1)
  allowance = await stayOn('2026-12-13', 'A1', 'hospital-allowance', '2026-12-19')
  expect((await submit(handler, allowance)).json().numbers).toHaveLength(1)
  entered = await stayOn('2026-12-15', 'A2')
  superuser = new pg.Client({ connectionString: server.database.superuserUrl })
  await superuser.connect()
})
afterAll(async () => {
  await superuser.end()
  await server.stop()
})

test('cases that were handled as they should contradict nothing', async () => {
  expect(await checkInvariants(server.services)).toEqual([])
})

const without = (table: string, constraint: string) => `alter table ${table} drop constraint ${constraint}`
const again = (table: string, changes: string) =>
  `insert into ${table} select (jsonb_populate_record(r, ${changes})).* from ${table} r where r.claim_id = $submitted`
const ofEntered = (more = '') => `jsonb_build_object('claim_id', $entered::uuid${more})`

// For each arm of each invariant, data that no command could have left, and how it is told.
const sabotage: readonly (readonly [id: string, found: RegExp, steps: readonly string[]])[] = [
  ['I-01-claims', /payable with 1 work items/, [`update claims set state = 'payable' where id = $submitted`]],
  [
    'I-03-claims',
    /one person twice/,
    [
      `do $$ declare wall record; begin for wall in select conname from pg_constraint
         where conrelid = 'claims'::regclass and contype = 'c' and conname like 'claims_check%'
         loop execute 'alter table claims drop constraint ' || wall.conname; end loop; end $$`,
      `update claims set first_reviewed_by = submitted_by where id = $submitted`,
    ],
  ],
  ['I-12-reserves', /first-review of \d+/, [`update benefit_reserves set money = money - 1`]],
  ['I-14', /withdrawn uses an invoice/, [`update claims set state = 'withdrawn' where id = $submitted`]],
  ['I-14', /an invoice used twice/, [`drop index claim_invoices_once`, again('claim_invoices', ofEntered())]],
  [
    'I-14',
    /an invoice used twice/,
    [
      without('claim_invoices', 'invoice_of_one_person'),
      again('claim_invoices', ofEntered(`, 'kind', 'accident-medical', 'person_id', gen_random_uuid()`)),
    ],
  ],
  [
    'I-14',
    /an invoice of an illness and an accident/,
    [
      without('claim_invoices', 'invoice_illness_or_accident'),
      again('claim_invoices', ofEntered(`, 'kind', 'accident-inpatient'`)),
    ],
  ],
  ['I-14', /withdrawn uses days/, [`update claims set state = 'withdrawn' where id = $allowance`]],
  [
    'I-14',
    /days used twice/,
    [
      without('claim_days', 'claim_days_once'),
      `insert into claim_days select (jsonb_populate_record(d, ${ofEntered()})).* from claim_days d`,
    ],
  ],
  [
    'I-14',
    /an event paid twice/,
    [`update benefit_reserves set kind = 'disability', state = 'paid', incident_on = '2026-12-12'`],
  ],
]

test('each invariant has been seen to fail', () => {
  expect([...new Set(sabotage.map(([id]) => id))]).toEqual(CLAIM_INVARIANTS.map(({ id }) => id))
})

async function asIfBroken<T>(steps: readonly string[], look: () => Promise<T>): Promise<T> {
  await superuser.query('begin')
  try {
    // No trigger and no foreign key stands in the way.
    await superuser.query('set local session_replication_role = replica')
    for (const step of steps)
      await superuser.query(
        step
          .replaceAll('$submitted', `'${submitted}'`)
          .replaceAll('$entered', `'${entered}'`)
          .replaceAll('$allowance', `'${allowance}'`),
      )
    return await look()
  } finally {
    await superuser.query('rollback')
  }
}

const sqlOf = (id: string) => CLAIM_INVARIANTS.find((invariant) => invariant.id === id)?.sql ?? ''

test.each(sabotage)('%s is found broken: %s', async (id, found, steps) => {
  const rows = await asIfBroken(steps, async () => (await superuser.query(sqlOf(id))).rows)
  expect(rows.map((row) => row.found).filter((told) => found.test(told))).not.toEqual([])
})

async function brokenForGood(breaking: string, mending: string) {
  await superuser.query(`set session_replication_role = replica; ${breaking}`)
  try {
    return await checkInvariants(server.services)
  } finally {
    await superuser.query(`${mending}; set session_replication_role = origin`)
  }
}

test('I-12: a counter that is not the sum of the reserves is found', async () => {
  const found = await brokenForGood(
    `update benefit_limits set used = used - 1 where unit = 'fen'`,
    `update benefit_limits set used = used + 1 where unit = 'fen'`,
  )
  expect(found).toMatchObject([{ invariant: 'I-12', found: '156799 counted, 156800 reserved' }])
})

test('I-13: a stored calculation that comes to other fen when it is made again is found', async () => {
  const found = await brokenForGood(
    `update benefit_calculations set total = total + 1 where claim_id = '${entered}'`,
    `update benefit_calculations set total = total - 1 where claim_id = '${entered}'`,
  )
  expect(found).toMatchObject([{ invariant: 'I-13', found: '156801 stored, 156800 now' }])
})
