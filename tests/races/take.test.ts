import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccountId } from '../../src/domain/shared/ids.ts'
import { openDatabase, type Database } from '../../src/server/db/database.ts'
import { callerIn, inTransaction, type Transaction } from '../../src/server/db/transaction.ts'
import { newId } from '../../src/server/db/uuid.ts'
import { takeWork } from '../../src/server/work-pool/take-work.ts'
import { enterPool } from '../../src/server/work-pool/work-store.ts'
import { asSystem, makeAssociation, signIn, type Association } from '../support/actors.ts'
import { overlap } from '../support/overlap.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const OFFICERS = 16

describe('sixteen officers who take the same subject at the same moment', () => {
  let server: TestServer
  let association: Association
  let database: Database
  const officers: AccountId[] = []
  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
    database = openDatabase({ url: server.database.urls.app, interactive: OFFICERS })
    for (let one = 1; one <= OFFICERS; one += 1) {
      const wishes = { desks: ['registration-review'], name: `officer ${one}` } as const
      officers.push((await signIn(server, association.agencyId, wishes)).accountId)
    }
  })
  afterAll(async () => {
    await database.close()
    await server.stop()
  })

  const newSubject = async () => {
    const subject = newId()
    await asSystem(server.services, async (tx) => {
      const { rows } = await sql<{ low: number }>`select low from organisations
        where id = ${association.agencyId}`.execute(tx.db)
      const place = rows[0]?.low ?? 0
      await enterPool(tx, { kind: 'registration', subject, desk: 'registration-review', place, dueAt: null })
    })
    return subject
  }
  const race = (subject: string, take: (tx: Transaction) => Promise<boolean>, waiters = OFFICERS) =>
    overlap(
      server.database,
      { sql: `select from work_items where subject_id = '${subject}' for update`, waiters },
      () =>
        officers.map((accountId) => {
          const begin = { kind: 'job', accountId } as const
          const request = { begin, command: 'work-pool.take', now: server.clock.now() }
          return inTransaction({ database, filtering: true }, request, take)
        }),
    )
  const winners = (outcomes: readonly PromiseSettledResult<boolean>[]) =>
    outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value).length

  it('are let in one at a time: one gets it, and all others are told by whom it is held', async () => {
    const subject = await newSubject()
    const told = new Set<string>()
    const outcomes = await race(subject, async (tx) => {
      const { results } = await takeWork(tx, { kind: 'registration', subjects: [subject] })
      told.add(results[0]?.holder?.name ?? 'nobody')
      return results[0]?.got === true
    })
    expect(outcomes.every(({ status }) => status === 'fulfilled')).toBe(true)
    expect(winners(outcomes)).toBe(1)
    expect(told.size).toBe(1)
    expect([...told][0]).toMatch(/^officer \d+$/)
  })

  it('would all get it, were it looked at first and taken second', async () => {
    const subject = await newSubject()
    const outcomes = await race(subject, async (tx) => {
      const { rows } = await sql<{ free: boolean }>`select holder_id is null as free from work_items
        where subject_id = ${subject}`.execute(tx.db)
      if (!rows[0]?.free) return false
      await sql`update work_items set holder_id = ${callerIn(tx).accountId}, holder_name = '', held_until = ${new Date(tx.now)}
        where subject_id = ${subject}`.execute(tx.db)
      return true
    })
    expect(winners(outcomes)).toBe(OFFICERS)
  })

  it('find a subject free again whose holder did nothing for an hour, and one gets it', async () => {
    const subject = await newSubject()
    const take = async (tx: Transaction) =>
      (await takeWork(tx, { kind: 'registration', subjects: [subject] })).results[0]?.got === true
    expect(winners(await race(subject, take))).toBe(1)
    server.clock.add(59 * 60_000)
    // Whose hold lives waits to renew it; all others are told at once.
    expect(winners(await race(subject, take, 1))).toBe(1)
    server.clock.add(60 * 60_000)
    expect(winners(await race(subject, take))).toBe(1)
  })
})
