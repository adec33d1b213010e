import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { CLAIM_INVARIANTS } from '../../src/server/oversight/claim-invariants.ts'
import { makeAssociation, signIn } from '../support/actors.ts'
import { calculate, completeStay, entryOf, save, sheetOf, submit } from '../support/entry-case.ts'
import { insuredPeople } from '../support/insured.ts'
import { acceptedCases } from '../support/material-case.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

let server: TestServer
let superuser: pg.Client
let submitted: string
let entered: string

beforeAll(async () => {
  server = await startTestServer()
  const association = await makeAssociation(server)
  const handler = await signIn(server, association.unitId, { desks: ['unit-handler'] })
  const [person] = await insuredPeople(server, association, { people: 1 })
  server.clock.set('2026-12-21T09:00:00+08:00')
  const stayOn = async (on: string, invoiceNumber: string) => {
    const wishes = { coverId: person?.coverId ?? '', kinds: ['illness-inpatient'], on } as const
    const [claim] = await acceptedCases(server.services, handler.accountId, wishes)
    const id = claim?.id ?? ''
    await completeStay(handler, id)
    const sheets = [sheetOf({ admittedOn: on, dischargedOn: on, invoiceNumber })]
    await save(handler, id, await entryOf(handler, id, { sheets }))
    await calculate(handler, id)
    return id
  }
  submitted = await stayOn('2026-12-12', 'A1')
  expect((await submit(handler, submitted)).json().numbers).toHaveLength(1)
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

// For each invariant, data that no command could have left.
const sabotage = new Map<string, string[]>([
  ['I-01-claims', [`update claims set state = 'payable' where id = $submitted`]],
  [
    'I-03-claims',
    [
      `do $$ declare wall record; begin for wall in select conname from pg_constraint
         where conrelid = 'claims'::regclass and contype = 'c' and conname like 'claims_check%'
         loop execute 'alter table claims drop constraint ' || wall.conname; end loop; end $$`,
      `update claims set first_reviewed_by = submitted_by where id = $submitted`,
    ],
  ],
  ['I-12-reserves', [`update benefit_reserves set money = money - 1`]],
  ['I-14', [`update claims set state = 'withdrawn' where id = $submitted`]],
])

test('each invariant has been seen to fail', () => {
  expect([...sabotage.keys()]).toEqual(CLAIM_INVARIANTS.map(({ id }) => id))
})

async function asIfBroken<T>(steps: readonly string[], look: () => Promise<T>): Promise<T> {
  await superuser.query('begin')
  try {
    // No trigger and no foreign key stands in the way.
    await superuser.query('set local session_replication_role = replica')
    for (const step of steps)
      await superuser.query(step.replaceAll('$submitted', `'${submitted}'`).replaceAll('$entered', `'${entered}'`))
    return await look()
  } finally {
    await superuser.query('rollback')
  }
}

test.each(CLAIM_INVARIANTS.map((invariant) => [invariant.id, invariant.sql]))('%s is found broken', async (id, sql) => {
  const rows = await asIfBroken(sabotage.get(id) ?? [], async () => (await superuser.query(sql)).rows)
  expect(rows.length).toBeGreaterThan(0)
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
    `update benefit_limits set used = used - 1`,
    `update benefit_limits set used = used + 1`,
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
