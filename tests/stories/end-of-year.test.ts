import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asSystem, makeAssociation, signIn, type Actor } from '../support/actors.ts'
import { detailOf } from '../support/enrolment.ts'
import { personOf } from '../support/people.ts'
import { registerUnit } from '../support/registered-unit.ts'
import { submit, submittable } from '../support/submittable.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { unitInvoice } from '../support/unit-invoice.ts'

describe('a plan of one calendar year whose last days come', () => {
  let server: TestServer
  let handler: Actor
  let reviewer: Actor
  let finance: Actor
  let id: string

  const url = (rest: string) => `/api/enrolments/${id}${rest}`
  const versionOf = async () => (await detailOf(handler, id)).version
  const money = { paidOn: '2026-12-30', amount: '200', payer: '甲单位', reference: 'BANK-1' }
  const approve = async () => reviewer.post(url('/approve'), { version: await versionOf() })
  const late = { refusal: { code: 'no-days-left', calendarYear: 2026 } }

  beforeAll(async () => {
    server = await startTestServer({ at: '2026-12-30T09:00:00+08:00' })
    const { unitId, officeId } = await makeAssociation(server)
    handler = await signIn(server, unitId, { desks: ['unit-handler'] })
    reviewer = await signIn(server, officeId, { desks: ['enrolment-review'], name: '审核' })
    finance = await signIn(server, officeId, { desks: ['finance'], name: '财务' })
    await registerUnit(server, handler)
    await asSystem(server.services, ({ db }) => sql`update offers set calendar_year = 2026`.execute(db))
    id = await submittable(server, handler, [personOf(1), personOf(2)])
    expect((await submit(handler, id)).json().findings).toEqual([])
    await reviewer.post('/api/work/take', { kind: 'enrolment-review', subjects: [id] })
  })
  afterAll(() => server.stop())

  it('is not approved on 31 December: nobody could be covered any more', async () => {
    server.clock.set('2026-12-31T09:00:00+08:00')
    await reviewer.post('/api/work/take', { kind: 'enrolment-review', subjects: [id] })
    expect((await approve()).json()).toMatchObject(late)
  })
  it('is approved the day before, and the last day to confirm is told', async () => {
    server.clock.set('2026-12-30T10:00:00+08:00')
    expect((await approve()).statusCode).toBe(200)
    await handler.post(url('/invoices'), { ...unitInvoice, amount: '200', heads: 2 })
    expect((await handler.post(url('/invoicing/submit'), { version: await versionOf() })).statusCode).toBe(200)
    expect((await finance.get(url('/invoicing'))).json()).toMatchObject({ lastDayToConfirm: '2026-12-30' })
  })
  it('takes no money that could not be confirmed', async () => {
    server.clock.set('2026-12-31T09:00:00+08:00')
    await finance.post('/api/work/take', { kind: 'payment', subjects: [id] })
    expect((await finance.post(url('/payments'), money)).json()).toMatchObject(late)
  })
  it('lets money that came too late be taken back, and the enrolment with it', async () => {
    server.clock.set('2026-12-30T20:00:00+08:00')
    await finance.post('/api/work/take', { kind: 'payment', subjects: [id] })
    const { paymentId } = (await finance.post(url('/payments'), money)).json()
    server.clock.set('2026-12-31T09:00:00+08:00')
    await finance.post('/api/work/take', { kind: 'payment', subjects: [id] })
    expect((await finance.post(url('/confirm'), { version: await versionOf() })).json()).toMatchObject(late)
    expect((await finance.post(url(`/payments/${paymentId}/reverse`), { reason: '退回重选' })).statusCode).toBe(200)
    const reasons = [{ step: 'plans', text: '请改选下一年度' }]
    expect((await reviewer.post(url('/return'), { version: await versionOf(), reasons })).statusCode).toBe(200)
  })
})
