import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeMonths } from '../../src/server/db/make-months.ts'
import { queueMessage } from '../../src/server/messages/queue-message.ts'
import { tasksOf } from '../../src/server/tasks.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

describe('a server that runs on for months', () => {
  let server: TestServer
  let association: Association
  let handler: Actor
  let owner: pg.Client
  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
    handler = await signIn(server, association.unitId, { desks: ['unit-handler'] })
    owner = new pg.Client({ connectionString: server.database.urls.owner })
    await owner.connect()
  })
  afterAll(async () => {
    await owner.end()
    await server.stop()
  })

  /** How many rows lie in each partition since the beginning of a day; asked one by one, below the wall around the whole. */
  async function rowsByPart(parent: 'journal' | 'messages', since: string): Promise<Record<string, number>> {
    const { rows: parts } = await owner.query<{ part: string }>(
      'select inhrelid::regclass::text as part from pg_inherits where inhparent = $1::regclass order by 1',
      [parent],
    )
    const counts: Record<string, number> = {}
    for (const { part } of parts) {
      const text = `select count(*)::int as count from ${part} where at >= $1`
      const count = (await owner.query<{ count: number }>(text, [`${since} 00:00+08`])).rows[0]?.count ?? 0
      if (count > 0) counts[part] = count
    }
    return counts
  }
  async function writeSomething(): Promise<void> {
    expect((await handler.post('/api/enrolments')).statusCode).toBe(200)
    await asSystem(server.services, (tx) =>
      queueMessage(tx, server.services.crypto, {
        kind: 'code-forgotten',
        to: '19900000001',
        place: 0,
        variables: { code: '123456' },
      }),
    )
  }

  it('makes the coming months at night, each once', async () => {
    const { nightly } = tasksOf(server.services)
    const night = () => nightly['make-months']?.run(new AbortController().signal, console)
    server.clock.set('2027-05-01T01:10:00+08:00')
    await Promise.all([night(), night()])
    await writeSomething()
    expect(Object.keys(await rowsByPart('journal', '2027-05-01'))).toEqual(['journal_202705'])
    expect(Object.keys(await rowsByPart('messages', '2027-05-01'))).toEqual(['messages_202705'])
  })
  it('can be started again after a month for which none was made, and what was written then is kept', async () => {
    server.clock.set('2027-09-01T00:00:00+08:00')
    await writeSomething()
    server.clock.set('2027-10-31T23:59:59+08:00')
    await writeSomething()
    expect(await rowsByPart('journal', '2027-09-01')).toMatchObject({ journal_default: 2 })
    await makeMonths(server.services.transactions.database, server.services.clock())
    expect(await rowsByPart('journal', '2027-09-01')).toEqual({ journal_202710: 1, journal_default: 1 })
    expect(await rowsByPart('messages', '2027-09-01')).toEqual({ messages_202710: 1, messages_default: 1 })
    await writeSomething()
    expect(await rowsByPart('journal', '2027-10-01')).toEqual({ journal_202710: 2 })
  })
  it('keeps the walls of the new months: append-only, unreachable but through the whole table', async () => {
    await expect(owner.query(`update journal set action = 'x' where at >= '2027-10-01'`)).rejects.toThrow(/append-only/)
    const { rows } = await owner.query<{ part: string }>(
      `select relname as part from pg_class where relname ~ '^(journal|messages)_2027'
        and has_table_privilege('huzhu_app', oid, 'select, insert, update, delete')`,
    )
    expect(rows).toEqual([])
    const { rows: indexes } = await owner.query<{ whole: boolean }>(
      `select (select count(*) from pg_index where indrelid = 'journal_202710'::regclass)
        = (select count(*) from pg_index where indrelid = 'journal'::regclass) as whole`,
    )
    expect(indexes).toEqual([{ whole: true }])
  })
})
