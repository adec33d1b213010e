import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { approvedEnrolment } from '../support/approved-enrolment.ts'
import { newEnrolment } from '../support/enrolment.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

describe('the home page of a unit', () => {
  let server: TestServer
  let association: Association
  let handler: Actor
  let reviewer: Actor
  let serial = 0

  type Home = {
    readonly todos: readonly { readonly id: string; readonly kind: string; readonly deadline: string | null }[]
    readonly settlement: object
  }
  const home = async () => (await handler.get('/api/unit/todos')).json<Home>()
  const kinds = async () => (await home()).todos.map(({ kind, deadline }) => `${kind} ${deadline ?? ''}`.trim())
  const approved = () =>
    approvedEnrolment(server, {
      ...association,
      submittedBy: handler.accountId,
      reviewedBy: reviewer.accountId,
      people: 2,
      from: (serial += 10),
    })

  beforeAll(async () => {
    server = await startTestServer({ at: '2026-11-10T09:00:00+08:00' })
    association = await makeAssociation(server)
    await asSystem(server.services, ({ db }) =>
      sql`update organisations set settlement_day = 20 where id = ${association.officeId}`.execute(db),
    )
    handler = await signIn(server, association.unitId, { desks: ['unit-handler'] })
    reviewer = await signIn(server, association.officeId, { desks: ['enrolment-review'] })
  })
  afterAll(() => server.stop())

  it('has nothing to do at first, and names the settlement day of the unit’s own office', async () => {
    expect(await home()).toEqual({
      todos: [],
      more: 0,
      settlement: { day: 20, closed: false, next: '2026-11-20', invoiceDate: '2026-11-10' },
    })
  })
  it('lists what is to be done first, with its deadline', async () => {
    await newEnrolment(handler, { comprehensive: 1 })
    const waiting = await approved()
    const back = await approved()
    const reasons = [{ step: 'plans', text: '份数' }]
    const { version } = (await reviewer.get(`/api/enrolments/${back}`)).json()
    expect((await reviewer.post(`/api/enrolments/${back}/return`, { version, reasons })).statusCode).toBe(200)
    const { todos } = await home()
    expect(todos.map(({ kind, deadline }) => [kind, deadline])).toEqual([
      ['mend', null],
      ['invoice', '2026-11-20'],
      ['enter', null],
    ])
    expect(todos[1]).toMatchObject({ id: waiting, people: 2, missing: '200.00', because: 'settlement' })
  })
  it('puts a near deadline before everything else, and says when the month is closed', async () => {
    server.clock.set('2026-11-18T09:00:00+08:00')
    expect(await kinds()).toEqual(['invoice 2026-11-20', 'mend', 'enter'])
    server.clock.set('2026-11-21T00:00:00+08:00')
    // 60 days after the approval it would end unpaid.
    expect(await kinds()).toEqual(['mend', 'invoice 2027-01-09', 'enter'])
    expect((await home()).settlement).toEqual({
      day: 20,
      closed: true,
      next: '2026-12-20',
      invoiceDate: '2026-12-01',
    })
  })
})
