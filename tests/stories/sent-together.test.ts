import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withNext } from '../../src/server/db/prepared.ts'
import { inTransaction, type Transaction } from '../../src/server/db/transaction.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

describe('statements that wait for the next one', () => {
  let server: TestServer
  let owner: pg.Pool
  let told: string[]

  const within = <T>(work: (tx: Transaction) => Promise<T>) =>
    inTransaction(
      server.services.transactions,
      { begin: { kind: 'system', purpose: 'command-line' }, command: 'notes', now: server.services.clock() },
      work,
    )

  beforeAll(async () => {
    server = await startTestServer()
    owner = new pg.Pool({ connectionString: server.database.urls.owner, max: 1 })
    await owner.query(`create table notes (text text primary key); create sequence turns;
      grant all on notes, turns to huzhu_app`)
  })
  beforeEach(async () => {
    await owner.query('truncate notes')
    told = []
  })
  afterAll(async () => {
    await owner.end()
    await server.stop()
  })

  const note = (text: string) => withNext(sql`insert into notes values (${text})`)
  const notes = async () =>
    (await owner.query<{ text: string }>('select text from notes order by text')).rows.map(({ text }) => text)

  it('are saved with the commit', async () => {
    await within(async ({ db }) => {
      await note('a').execute(db)
      await note('b').execute(db)
    })
    expect(await notes()).toEqual(['a', 'b'])
  })

  it('are seen by what is asked after them', async () => {
    const seen = await within(async ({ db }) => {
      await note('a').execute(db)
      return (await sql<{ text: string }>`select text from notes`.execute(db)).rows
    })
    expect(seen).toEqual([{ text: 'a' }])
  })

  it('fail the commit when they fail, with their own error, and nothing is saved', async () => {
    await expect(
      within(async ({ db }) => {
        await note('a').execute(db)
        await note('a').execute(db)
      }),
    ).rejects.toMatchObject({ code: '23505' })
    expect(await notes()).toEqual([])
  })

  it('fail the statement after them when they fail, with their own error', async () => {
    await expect(
      within(async ({ db }) => {
        await note('a').execute(db)
        await note('a').execute(db)
        await sql`select 1`.execute(db).catch((error: unknown) => told.push((error as pg.DatabaseError).code ?? ''))
        throw new Error('enough')
      }),
    ).rejects.toThrow('enough')
    expect(told).toEqual(['23505'])
    expect(await notes()).toEqual([])
  })

  it('are never sent when the work is given up', async () => {
    await expect(
      within(async ({ db }) => {
        await withNext(sql`select nextval('turns')`).execute(db)
        throw new Error('given up')
      }),
    ).rejects.toThrow('given up')
    expect((await owner.query('select is_called from turns')).rows).toEqual([{ is_called: false }])
  })
})
