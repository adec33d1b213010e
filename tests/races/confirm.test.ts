import { randomUUID } from 'node:crypto'
import type { LightMyRequestResponse } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/server/app.ts'
import { openDatabase } from '../../src/server/db/database.ts'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { approvedEnrolment } from '../support/approved-enrolment.ts'
import { overlap } from '../support/overlap.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const PEOPLE = 5
const DUE = '500'
const CLIENTS = 32

type Answer = { readonly status: number; readonly body: Record<string, never> & { refusal?: { code: string } } }

describe('two at the same money', () => {
  let server: TestServer
  let association: Association
  let handler: Actor
  let reviewer: Actor
  let finance: Actor
  let other: Actor
  let made = 0

  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
    const { unitId, officeId } = association
    handler = await signIn(server, unitId, { desks: ['unit-handler'] })
    reviewer = await signIn(server, officeId, { desks: ['enrolment-review'] })
    finance = await signIn(server, officeId, { desks: ['finance'], name: '财务甲' })
    other = await signIn(server, officeId, { desks: ['finance'], name: '财务乙' })
  })
  afterAll(() => server.stop())

  /** An enrolment in 到账确认, taken by an officer of finance. */
  async function takenBy(officer: Actor): Promise<string> {
    const [submittedBy, reviewedBy] = [handler.accountId, reviewer.accountId]
    const wishes = { ...association, submittedBy, reviewedBy, people: PEOPLE, from: made++ * PEOPLE }
    const id = await approvedEnrolment(server, wishes)
    const invoice = {
      planCode: 'comprehensive',
      kind: 'invoice',
      titleKind: 'unit',
      title: '甲单位',
      taxNumber: '91370000MA00000A1X',
      mail: 'a@example.org',
    }
    await handler.post(`/api/enrolments/${id}/invoices`, { ...invoice, amount: DUE, heads: PEOPLE })
    await handler.post(`/api/enrolments/${id}/invoicing/submit`, { version: await versionOf(id) })
    expect((await finance.get(`/api/enrolments/${id}/invoicing`)).json().state).toBe('payment')
    await officer.post('/api/work/take', { kind: 'payment', subjects: [id] })
    return id
  }
  const money = (reference: string) => ({ paidOn: '2026-11-10', amount: DUE, payer: '甲单位', reference })
  async function paidFor(officer: Actor): Promise<string> {
    const id = await takenBy(officer)
    expect((await officer.post(`/api/enrolments/${id}/payments`, money(`BANK-${id}`))).statusCode).toBe(200)
    return id
  }
  const versionOf = async (id: string): Promise<number> =>
    (await finance.get(`/api/enrolments/${id}/invoicing`)).json().version
  const lockWork = (id: string) => `select from work_items where subject_id = '${id}' for update`

  /** Both are inside at the same time, and wait where only one of them may pass. */
  async function together(
    lock: string,
    first: () => Promise<LightMyRequestResponse>,
    second: () => Promise<LightMyRequestResponse>,
  ): Promise<Answer[]> {
    const outcomes = await overlap(server.database, { sql: lock, waiters: 2 }, () => [first(), second()])
    return outcomes
      .map((outcome) => {
        if (outcome.status === 'rejected') throw outcome.reason
        return { status: outcome.value.statusCode, body: outcome.value.json<Answer['body']>() }
      })
      .toSorted((one, two) => one.status - two.status)
  }
  async function count(of: string, id: string): Promise<number> {
    const { rows } = await asSystem(server.services, ({ db }) =>
      sql<{ count: number }>`select count(*)::int as count from ${sql.table(of)} where enrolment_id = ${id}`.execute(
        db,
      ),
    )
    return rows[0]?.count ?? 0
  }

  it('confirm it once: the second is told that it is done', async () => {
    const id = await paidFor(finance)
    const version = await versionOf(id)
    const confirm = () => finance.post(`/api/enrolments/${id}/confirm`, { version })
    const [won, lost] = await together(lockWork(id), confirm, confirm)
    expect(won).toMatchObject({ status: 200, body: { covers: PEOPLE } })
    expect(lost).toMatchObject({ status: 409, body: { refusal: { code: 'left-pool' } } })
    expect([await count('covers', id), await count('certificates', id), await count('enrolment_holds', id)]).toEqual([
      PEOPLE,
      1,
      0,
    ])
  })
  it('get the same answer for the same click', async () => {
    const id = await paidFor(finance)
    const [version, key] = [await versionOf(id), randomUUID()]
    const confirm = () => finance.post(`/api/enrolments/${id}/confirm`, { version }, key)
    const [one, two] = await together(lockWork(id), confirm, confirm)
    expect(one).toMatchObject({ status: 200, body: { covers: PEOPLE } })
    expect(two).toEqual(one)
    expect(await count('covers', id)).toBe(PEOPLE)
  })
  it('use a bank reference once: the second is told which', async () => {
    const [mine, theirs] = [await takenBy(finance), await takenBy(other)]
    const [won, lost] = await together(
      'lock table payments in share mode',
      () => finance.post(`/api/enrolments/${mine}/payments`, money('BANK-SAME')),
      () => other.post(`/api/enrolments/${theirs}/payments`, money('BANK-SAME')),
    )
    expect(won).toMatchObject({ status: 200, body: { paid: '500.00' } })
    expect(lost).toMatchObject({
      status: 409,
      body: { refusal: { code: 'payment-reference-used', reference: 'BANK-SAME' } },
    })
    expect((await count('payments', mine)) + (await count('payments', theirs))).toBe(1)
  })
  it('either confirm money or take it back', async () => {
    const id = await paidFor(finance)
    const { version, payments } = (await finance.get(`/api/enrolments/${id}/invoicing`)).json()
    const reverse = `/api/enrolments/${id}/payments/${payments[0].id}/reverse`
    const [won, lost] = await together(
      lockWork(id),
      () => finance.post(`/api/enrolments/${id}/confirm`, { version }),
      () => finance.post(reverse, { reason: '登记有误' }),
    )
    expect([won?.status, lost?.status]).toEqual([200, 409])
    const confirmed = lost?.body.refusal?.code === 'left-pool'
    expect([
      confirmed ? 'left-pool' : 'changed-meanwhile',
      await count('covers', id),
      await count('payments', id),
    ]).toEqual([lost?.body.refusal?.code, confirmed ? PEOPLE : 0, confirmed ? 1 : 2])
  })
  it('take money back once', async () => {
    const id = await paidFor(finance)
    const { payments } = (await finance.get(`/api/enrolments/${id}/invoicing`)).json()
    const reverse = () =>
      finance.post(`/api/enrolments/${id}/payments/${payments[0].id}/reverse`, { reason: '登记有误' })
    const [won, lost] = await together(lockWork(id), reverse, reverse)
    expect(won).toMatchObject({ status: 200, body: { paid: '0.00' } })
    expect(lost).toMatchObject({ status: 409, body: { refusal: { code: 'payment-reversed' } } })
  })
  it('either return an enrolment or record its money', async () => {
    const id = await takenBy(finance)
    const version = await versionOf(id)
    const [won, lost] = await together(
      lockWork(id),
      () => finance.post(`/api/enrolments/${id}/invoicing/return`, { version, reason: '抬头有误' }),
      () => finance.post(`/api/enrolments/${id}/payments`, money(`BANK-${id}`)),
    )
    expect([won?.status, lost?.status]).toEqual([200, 409])
    const returned = lost?.body.refusal?.code === 'left-pool'
    expect([returned ? 'left-pool' : 'changed-meanwhile', await count('payments', id)]).toEqual([
      lost?.body.refusal?.code,
      returned ? 0 : 1,
    ])
  })
  it('neither wait for each other for ever when the office takes back what finance is paying', async () => {
    const id = await takenBy(finance)
    const version = await versionOf(id)
    const reasons = [{ step: 'submission', text: '人数有误' }]
    const [won, lost] = await together(
      `select from enrolments where id = '${id}' for update`,
      () => finance.post(`/api/enrolments/${id}/payments`, money(`BANK-${id}`)),
      () => reviewer.post(`/api/enrolments/${id}/return`, { version, reasons }),
    )
    expect([won?.status, lost?.status]).toEqual([200, 409])
    expect(['left-pool', 'changed-meanwhile']).toContain(lost?.body.refusal?.code)
    const { rows } = await asSystem(server.services, ({ db }) =>
      sql<{
        deadlocks: number
      }>`select pg_stat_clear_snapshot(), deadlocks::int from pg_stat_database where datname = current_database()`.execute(
        db,
      ),
    )
    expect(rows[0]?.deadlocks).toBe(0)
  })
  it('make one new version of a letter', async () => {
    const id = await paidFor(finance)
    await finance.post(`/api/enrolments/${id}/confirm`, { version: await versionOf(id) })
    const { rows } = await asSystem(server.services, ({ db }) =>
      sql<{ id: string }>`select id from certificates where enrolment_id = ${id}`.execute(db),
    )
    const letter = rows[0]?.id ?? ''
    await asSystem(server.services, ({ db }) =>
      sql`update organisations set address = '新址' where id = ${association.unitId}`.execute(db),
    )
    const refresh = () => handler.post(`/api/certificates/${letter}/refresh`, { version: 1 })
    const [won, lost] = await together(`select from certificates where id = '${letter}' for update`, refresh, refresh)
    expect(won).toMatchObject({ status: 200, body: { version: 2, changed: true } })
    expect(lost).toMatchObject({ status: 409, body: { refusal: { code: 'certificate-version-old' } } })
    expect((await handler.get(`/api/certificates/${letter}`)).json().versions).toHaveLength(2)
  })
  it(`get ${CLIENTS} numbers without gap or repetition when ${CLIENTS} ask at once`, async () => {
    const database = openDatabase({ url: server.database.urls.app, interactive: CLIENTS })
    const app = await createApp({ services: { ...server.services, transactions: { database, filtering: true } } })
    const before = (await handler.post('/api/enrolments')).json<{ number: string }>().number
    const outcomes = await overlap(
      server.database,
      { sql: 'lock table day_counters in share mode', waiters: CLIENTS },
      () =>
        Array.from({ length: CLIENTS }, () =>
          app.inject({
            method: 'POST',
            url: '/api/enrolments',
            payload: {},
            headers: { ...handler.headers, 'idempotency-key': randomUUID() },
          }),
        ),
    )
    await app.close()
    await database.close()
    const numbers = outcomes.map((outcome) =>
      outcome.status === 'fulfilled' ? outcome.value.json<{ number: string }>().number : 'none',
    )
    const next = Array.from({ length: CLIENTS }, (_, index) => {
      const last = String(Number(before.slice(-4)) + 1 + index).padStart(4, '0')
      return `${before.slice(0, -4)}${last}`
    })
    expect(numbers.toSorted()).toEqual(next)
  })
  it('leave nothing behind that contradicts itself', async () => {
    expect(await checkInvariants(server.services)).toEqual([])
  })
})
