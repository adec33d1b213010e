import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inTransaction, sqlState, type Transaction } from '../../src/server/db/transaction.ts'
import { record } from '../../src/server/journal.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

describe('a transaction that the database gave up', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer()
  })
  afterAll(() => server.stop())

  /** Runs work that fails with this state so many times; answers what came of it, and the entries before each try. */
  async function tried(state: string, failures: number) {
    const entries: number[] = []
    const work = async (tx: Transaction) => {
      entries.push(tx.entries)
      await record(tx, { action: 'test.try', facts: { state, failures } })
      if (entries.length <= failures) await sql.raw(`do $$ begin raise sqlstate '${state}'; end $$`).execute(tx.db)
      return 'done'
    }
    const begin = { kind: 'system', purpose: 'start' } as const
    const outcome = await inTransaction(
      server.services.transactions,
      { begin, command: 'test.try', now: server.clock.now() },
      work,
    ).catch((error: unknown) => error)
    const journal = await inTransaction(
      server.services.transactions,
      { begin, command: null, now: server.clock.now() },
      ({ db }) =>
        sql<{ count: number }>`select count(*)::int as count from journal where action = 'test.try'
          and facts ->> 'state' = ${state} and facts ->> 'failures' = ${String(failures)}`.execute(db),
    )
    return { outcome, entries, kept: journal.rows[0]?.count }
  }

  it.each(['40001', '40P01'])('for %s is tried anew, from nothing, and done at the fifth time', async (state) => {
    const { outcome, entries, kept } = await tried(state, 4)
    expect(outcome).toBe('done')
    expect(entries).toEqual([0, 0, 0, 0, 0])
    expect(kept).toBe(1)
  })

  it.each(['40001', '40P01'])('for %s is not tried a sixth time, and leaves nothing', async (state) => {
    const { outcome, entries, kept } = await tried(state, 5)
    expect(sqlState(outcome)).toBe(state)
    expect([entries.length, kept]).toEqual([5, 0])
  })

  it.each([
    ['55P03', { refusal: { code: 'lock-wait' } }],
    ['57014', { refusal: { code: 'took-too-long' } }],
    ['23505', { code: '23505' }],
    ['23P01', { code: '23P01' }],
    ['23514', { code: '23514' }],
  ])('for %s is told at once: what failed for a reason fails again', async (state, told) => {
    const { outcome, entries, kept } = await tried(state, 1)
    expect(outcome).toMatchObject(told)
    expect([entries.length, kept]).toEqual([1, 0])
  })
})
