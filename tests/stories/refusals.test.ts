import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeAccount } from '../support/accounts.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { newEnrolment } from '../support/enrolment.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { visit } from '../support/visitor.ts'

type Entry = {
  readonly action: string
  readonly subject: string | null
  readonly facts: unknown
  readonly account: string | null
  readonly place: number
  readonly desks: readonly string[]
}

describe('what was refused', () => {
  let server: TestServer
  let association: Association
  let handler: Actor
  let stranger: Actor
  let reviewer: Actor
  let enrolment: string
  let since = 0
  const lines: string[] = []
  beforeAll(async () => {
    const logger = { stream: { write: (line: string) => void lines.push(line) } }
    server = await startTestServer({ logger })
    association = await makeAssociation(server)
    handler = await signIn(server, association.unitId, { desks: ['unit-handler'] })
    stranger = await signIn(server, association.otherUnitId, { desks: ['unit-handler'] })
    reviewer = await signIn(server, association.officeId, { desks: ['enrolment-review', 'certificates'] })
    enrolment = await newEnrolment(handler, { comprehensive: 1 })
  })
  afterAll(() => server.stop())
  beforeEach(async () => {
    since = (await entries(0)).length
  })

  const entries = (after = since): Promise<Entry[]> =>
    asSystem(server.services, async (tx) => {
      const { rows } = await sql<Entry>`select action, subject_id as subject, facts, account_id as account, place, desks
        from journal where result = 'refused' order by at, id`.execute(tx.db)
      return rows.slice(after)
    })
  const placeOf = async (organisation: string) =>
    asSystem(server.services, async (tx) => {
      const { rows } = await sql<{ low: number }>`select low from organisations where id = ${organisation}`.execute(
        tx.db,
      )
      return rows[0]?.low
    })

  it('for want of a desk stands in the journal: who, with which desks, what, and why', async () => {
    expect((await reviewer.post(`/api/enrolments/${enrolment}/delete`, { version: 0 })).statusCode).toBe(403)
    expect(await entries()).toEqual([
      {
        action: 'enrolment.delete',
        subject: enrolment,
        facts: { code: 'not-allowed' },
        account: reviewer.accountId,
        place: await placeOf(association.officeId),
        desks: ['enrolment-review', 'certificates'],
      },
    ])
  })
  it('because the row is somebody else’s stands there too, at the place of who asked, and teaches them nothing', async () => {
    expect((await stranger.get(`/api/enrolments/${enrolment}`)).statusCode).toBe(404)
    const absent = randomUUID()
    const approve = async () => (await reviewer.post(`/api/enrolments/${absent}/approve`, { version: 0 })).json()
    // The entry of the first refusal must not make the second one say that the row was once there.
    for (const refused of [await approve(), await approve()]) expect(refused.refusal).toEqual({ code: 'not-found' })
    const place = await placeOf(association.otherUnitId)
    const facts = { code: 'not-found' }
    expect(await entries()).toMatchObject([
      { action: 'enrolment.get', subject: enrolment, facts, account: stranger.accountId, place },
      { action: 'enrolment.approve', subject: absent, facts },
      { action: 'enrolment.approve', subject: absent, facts },
    ])
  })
  it('by the rules of the business stands there by its code, without a value of what was sent', async () => {
    const stale = await handler.post(`/api/enrolments/${enrolment}/plans`, { version: 99, plans: [] })
    expect(stale.statusCode).toBe(409)
    const nothing = await handler.upload(`/api/enrolments/${enrolment}/attachments/other`, '证明.png', Buffer.from('x'))
    expect(nothing.statusCode).toBe(409)
    expect(await entries()).toMatchObject([
      { action: 'enrolment.choose-plans', subject: enrolment, facts: { code: stale.json().refusal.code } },
      { action: 'enrolment.upload-attachment', subject: enrolment, facts: { code: nothing.json().refusal.code } },
    ])
    for (const { facts } of await entries()) expect(Object.keys(facts as object)).toEqual(['code'])
  })
  it('is not written down where nothing was decided: bad input, no session, a search that found nothing', async () => {
    expect((await handler.post(`/api/enrolments/${enrolment}/delete`, { version: 'x' })).statusCode).toBe(400)
    expect((await visit(server).get(`/api/enrolments/${enrolment}`)).statusCode).toBe(401)
    expect((await handler.post('/api/find', { text: 'CB0000' })).statusCode).toBe(200)
    expect(await entries()).toEqual([])
  })
  it('is not written down twice by commands that keep their refusals themselves', async () => {
    await makeAccount(server, association.unitId, {
      userName: 'linyi',
      password: 'heron lantern 62 gravel',
      phone: '19940000001',
      desks: ['unit-handler'],
    })
    expect((await visit(server).post('/api/sign-in', { login: 'linyi', password: 'wrong' })).statusCode).toBe(409)
    expect(await entries()).toHaveLength(1)
    const number = '379901198506150027'
    const searching = { idNumber: number, idKind: 'resident-id', incidentOn: '2026-11-01' }
    await handler.post('/api/claims/covers', searching)
    expect((await entries()).filter(({ action }) => action.startsWith('claims.'))).toHaveLength(1)
    expect(JSON.stringify(await entries())).not.toContain(number)
  })
  it('is still refused, and told to the log, where the journal cannot be written', async () => {
    const owner = new pg.Client({ connectionString: server.database.superuserUrl })
    await owner.connect()
    await owner.query('revoke insert on journal from huzhu_app')
    const answer = await stranger.get(`/api/enrolments/${enrolment}`)
    await owner.query('grant insert on journal to huzhu_app')
    await owner.end()
    expect([answer.statusCode, answer.json()]).toEqual([404, { kind: 'refusal', refusal: { code: 'not-found' } }])
    expect(await entries()).toEqual([])
    expect(lines.filter((line) => line.includes('refusal not journaled'))).toHaveLength(1)
  })
  it('is no step in the history of the enrolment', async () => {
    const { history } = (await handler.get(`/api/enrolments/${enrolment}`)).json()
    expect(history.map(({ action }: { action: string }) => action)).toEqual(['enrolment.create'])
  })
})
