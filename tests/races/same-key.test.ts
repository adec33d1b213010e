import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeAssociation, signIn, type Actor } from '../support/actors.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

describe('a click that is repeated while the first is still running', () => {
  let server: TestServer
  let handler: Actor
  beforeAll(async () => {
    server = await startTestServer()
    const { unitId } = await makeAssociation(server)
    handler = await signIn(server, unitId, { desks: ['unit-handler'] })
  })
  afterAll(() => server.stop())

  it('waits for it, and is told that it is in progress, not that somebody else is at work', async () => {
    const key = randomUUID()
    const first = new pg.Client({ connectionString: server.database.superuserUrl })
    await first.connect()
    await first.query('begin')
    await first.query(
      `insert into idempotency_keys (owner, endpoint, key, body_hash, created_at) values ($1, 'enrolment.create', $2, '\\x00', now())`,
      [handler.accountId, key],
    )
    const meanwhile = await handler.post('/api/enrolments', {}, key)
    expect([meanwhile.statusCode, meanwhile.json().refusal]).toEqual([409, { code: 'still-running' }])
    await first.query('rollback')
    await first.end()
    expect((await handler.post('/api/enrolments', {}, key)).statusCode).toBe(200)
  })
})
