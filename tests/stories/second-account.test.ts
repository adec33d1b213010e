import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeUnit } from '../support/accounts.ts'
import { asSystem, makeAssociation, signIn, type Actor } from '../support/actors.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

describe('two accounts in one browser', () => {
  let server: TestServer
  let first: Actor
  let second: Actor
  beforeAll(async () => {
    server = await startTestServer()
    const { unitId, otherUnitId } = await makeAssociation(server)
    first = await signIn(server, unitId, { desks: ['unit-handler'] })
    second = await signIn(server, otherUnitId, { desks: ['unit-handler'] })
    await makeUnit(server, unitId, first.accountId)
    await makeUnit(server, otherUnitId, second.accountId)
  })
  afterAll(() => server.stop())

  /** What a page that shows one account sends while the cookie is the second's. */
  const fromPageOf = ({ accountId }: Actor) => ({
    ...second.headers,
    'x-huzhu-account': accountId,
    'idempotency-key': randomUUID(),
  })
  const enrolments = () =>
    asSystem(server.services, async ({ db }) => {
      const { rows } = await sql<{ count: number }>`select count(*)::int as count from enrolments`.execute(db)
      return rows[0]?.count
    })
  const nobody = { kind: 'refusal', refusal: { code: 'not-signed-in' } }

  it('do nothing for each other: a page acts for the account that it shows, or not at all', async () => {
    const create = (actor: Actor) =>
      server.app.inject({ method: 'POST', url: '/api/enrolments', payload: {}, headers: fromPageOf(actor) })
    const refused = await create(first)
    expect([refused.statusCode, refused.json()]).toEqual([401, nobody])
    expect(await enrolments()).toBe(0)
    expect((await create(second)).statusCode).toBe(200)
    expect(await enrolments()).toBe(1)
  })
  it('read nothing for each other, and prolong no session of the other', async () => {
    const seen = () =>
      asSystem(server.services, async ({ db }) => {
        const { rows } = await sql<{ at: Date }>`select last_seen_at as at from sessions
          where account_id = ${second.accountId}`.execute(db)
        return rows[0]?.at.getTime()
      })
    const before = await seen()
    server.clock.add(90_000)
    for (const [method, url] of [
      ['GET', '/api/session'],
      ['POST', '/api/session/activity'],
    ] as const) {
      const answer = await server.app.inject({ method, url, headers: fromPageOf(first) })
      expect([url, answer.statusCode, answer.json()]).toEqual([url, 401, nobody])
    }
    expect(await seen()).toBe(before)
    const own = await server.app.inject({ method: 'GET', url: '/api/session', headers: fromPageOf(second) })
    expect(own.json()).toMatchObject({ accountId: second.accountId })
    expect(await seen()).not.toBe(before)
  })
  it('download nothing for each other', async () => {
    const [{ planVersionId }] = (
      await server.app.inject({ method: 'GET', url: '/api/plans/offers', headers: second.headers })
    ).json().plans
    const template = (actor: Actor) =>
      server.app.inject({
        method: 'GET',
        url: `/api/plans/${planVersionId}/template.xlsx`,
        headers: fromPageOf(actor),
      })
    expect((await template(first)).statusCode).toBe(401)
    expect((await template(second)).statusCode).toBe(200)
  })
})
