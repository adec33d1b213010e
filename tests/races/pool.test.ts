import { randomInt, randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/server/app.ts'
import { openDatabase, type Database } from '../../src/server/db/database.ts'
import { asSystem, makeAssociation, signIn, type Actor } from '../support/actors.ts'
import { rounds } from '../support/long.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const CONNECTIONS = 4
const CLIENTS = 12

describe('connections that everyone shares', () => {
  let server: TestServer
  let database: Database
  let app: FastifyInstance
  let own: readonly { readonly actor: Actor; readonly enrolment: string }[]

  beforeAll(async () => {
    server = await startTestServer()
    const { unitId, otherUnitId } = await makeAssociation(server)
    database = openDatabase({ url: server.database.urls.app, interactive: CONNECTIONS })
    app = await createApp({ services: { ...server.services, transactions: { database, filtering: false } } })
    own = await Promise.all(
      [unitId, otherUnitId].map(async (unit) => {
        const actor = await signIn(server, unit, { desks: ['unit-handler'] })
        return { actor, enrolment: (await actor.post('/api/enrolments')).json<{ id: string }>().id }
      }),
    )
  })
  afterAll(async () => {
    await app.close()
    await database.close()
    await server.stop()
  })

  /** What is set on every connection of the pool, seen outside any request. */
  async function connections<T>(look: (client: pg.PoolClient) => Promise<T>): Promise<T[]> {
    const clients = await Promise.all(Array.from({ length: CONNECTIONS }, () => database.pools.interactive.connect()))
    try {
      return await Promise.all(clients.map(look))
    } finally {
      for (const client of clients) client.release()
    }
  }
  const scopeOf = async (client: pg.PoolClient) => {
    const { rows } = await client.query(`select nullif(current_setting('app.low', true), '') as low,
      nullif(current_setting('app.high', true), '') as high, nullif(current_setting('app.account', true), '') as account,
      nullif(current_setting('app.command', true), '') as command,
      (select count(*)::int from organisations) + (select count(*)::int from enrolments) + (select count(*)::int from accounts)
        + (select count(*)::int from journal) as visible`)
    return rows[0] as Record<string, unknown>
  }

  it('keep what every request sends prepared, once each however often it was sent', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, async (_, at) => {
        const { actor, enrolment } = own[at % 2] as (typeof own)[number]
        const headers = { ...actor.headers, 'idempotency-key': randomUUID() }
        const payload = { staffCount: 3, womenCount: 1 }
        return app.inject({ method: 'POST', url: `/api/enrolments/${enrolment}/facts`, headers, payload })
      }),
    )
    expect(answers.filter(({ statusCode }) => statusCode !== 200).length).toBe(0)
    const kept = await connections(async (client) => {
      const { rows } = await client.query<{ statement: string }>('select statement from pg_prepared_statements')
      return rows.map(({ statement }) => statement)
    })
    expect(kept.flat().some((statement) => statement.includes('begin_request'))).toBe(true)
    for (const statements of kept) {
      expect(new Set(statements).size).toBe(statements.length)
      expect(statements.every((statement) => /^\/\* (prepared|withNext) \*\//.test(statement))).toBe(true)
    }
  })

  it('carry no scope from one request to the next, however the request ended', async () => {
    // The walls' filters are off: only the scope of the connection keeps the two apart.
    const wrong: string[] = []
    const requests = rounds(600, 100_000)
    const one = async (index: number) => {
      const [me, other] = randomInt(2) === 0 ? [own[0], own[1]] : [own[1], own[0]]
      if (!me || !other) return
      const headers = { ...me.actor.headers, 'idempotency-key': randomUUID() }
      const remoteAddress = `10.${(index >> 16) % 256}.${(index >> 8) % 256}.${index % 256}`
      const get = async (url: string) => app.inject({ url, headers, remoteAddress })
      const post = async (url: string, payload: object) =>
        app.inject({ method: 'POST', url, payload, headers, remoteAddress })
      const ways = [
        async () => {
          const { rows } = (await get('/api/enrolments?tab=all')).json<{ rows: { id: string }[] }>()
          if (rows.length !== 1 || rows[0]?.id !== me.enrolment) wrong.push(`listed ${JSON.stringify(rows)}`)
        },
        async () => void ((await get(`/api/enrolments/${other.enrolment}`)).statusCode === 404 || wrong.push('read')),
        async () =>
          void (
            (await post(`/api/enrolments/${other.enrolment}/facts`, { staffCount: 1 })).statusCode === 404 ||
            wrong.push('wrote')
          ),
        async () => void (await post(`/api/enrolments/${me.enrolment}/facts`, { staffCount: 10, womenCount: 11 })),
        async () => void (await post(`/api/enrolments/${me.enrolment}/facts`, { explanation: String(index) })),
        async () => void (await get('/api/enrolments?tab=all&cursor=broken')),
        async () => void (await app.inject({ url: '/api/session', headers: { 'x-huzhu': '1' }, remoteAddress })),
        async () =>
          void (await app.inject({
            url: '/api/enrolments?tab=all',
            headers: { cookie: `__Host-huzhu-session=${'A'.repeat(22)}` },
            remoteAddress,
          })),
      ]
      await ways[randomInt(ways.length)]?.()
    }
    let next = 0
    const client = async () => {
      while (next < requests) await one(next++)
    }
    await Promise.all(Array.from({ length: CLIENTS }, client))
    expect(wrong).toEqual([])
    expect(new Set((await connections(scopeOf)).map((scope) => JSON.stringify(scope)))).toEqual(
      new Set([JSON.stringify({ low: null, high: null, account: null, command: null, visible: 0 })]),
    )
  })
  it('give statements, locks and idle transactions their limits', async () => {
    const limits = (pool: pg.Pool) =>
      pool.query(`select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
        current_setting('idle_in_transaction_session_timeout') as idle, current_setting('TimeZone') as zone`)
    expect((await limits(database.pools.interactive)).rows).toEqual([
      { statement: '10s', lock: '3s', idle: '15s', zone: 'UTC' },
    ])
    expect((await limits(database.pools.bulk)).rows).toEqual([
      { statement: '2min', lock: '10s', idle: '2min', zone: 'UTC' },
    ])
  })
  it('tell in a sentence when a lock was waited for in vain, and are free again', async () => {
    const [me] = own
    if (!me) throw new Error('nobody')
    const blocked = await asSystem(server.services, async ({ db }) => {
      await sql`select from enrolments where id = ${me.enrolment} for update`.execute(db)
      return app.inject({
        method: 'POST',
        url: `/api/enrolments/${me.enrolment}/facts`,
        payload: { staffCount: 1 },
        headers: { ...me.actor.headers, 'idempotency-key': randomUUID() },
      })
    })
    expect([blocked.statusCode, blocked.json()]).toEqual([409, { kind: 'refusal', refusal: { code: 'lock-wait' } }])
    expect((await connections(scopeOf)).every(({ visible }) => visible === 0)).toBe(true)
  })
})
