import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/server/config.ts'
import { makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const CLIENT = '203.0.113.9'

describe('behind a reverse proxy', () => {
  let server: TestServer
  let association: Association
  let owner: pg.Client
  beforeAll(async () => {
    const { trustProxy } = readConfig({ TRUST_PROXY: '1' })
    server = await startTestServer({ trustProxy })
    association = await makeAssociation(server)
    owner = new pg.Client({ connectionString: server.database.urls.owner })
    await owner.connect()
  })
  afterAll(async () => {
    await owner.end()
    await server.stop()
  })

  /** The address that the journal has of a request. */
  async function addressOf(forwarded: string, remoteAddress: string): Promise<string | undefined> {
    const handler: Actor = await signIn(server, association.unitId, { desks: ['unit-handler'] })
    const headers = { ...handler.headers, 'idempotency-key': crypto.randomUUID(), 'x-forwarded-for': forwarded }
    const answer = await server.app.inject({
      method: 'POST',
      url: '/api/enrolments',
      headers,
      remoteAddress,
      payload: {},
    })
    expect(answer.statusCode).toBe(200)
    const { rows } = await owner.query<{ address: string }>('select address from journal where account_id = $1', [
      handler.accountId,
    ])
    return rows[0]?.address
  }

  it('a client is known by the address that the proxy saw', async () => {
    expect(await addressOf(CLIENT, '127.0.0.1')).toBe(CLIENT)
  })
  it('what a client itself wrote before that is not believed', async () => {
    expect(await addressOf(`198.51.100.1, ${CLIENT}`, '10.0.0.2')).toBe(CLIENT)
    expect(await addressOf(`no address at all, ${CLIENT}`, '127.0.0.1')).toBe(CLIENT)
  })
  it('a client that comes past the proxy is known by its own address', async () => {
    expect(await addressOf('198.51.100.1', CLIENT)).toBe(CLIENT)
  })
})
