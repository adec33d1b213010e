import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccountId } from '../../src/domain/shared/ids.ts'
import { approveClaims } from '../../src/server/claims/approve-claims.ts'
import { passClaims } from '../../src/server/claims/pass-claims.ts'
import { regradeClaim } from '../../src/server/claims/regrade-claim.ts'
import { returnClaims } from '../../src/server/claims/return-claims.ts'
import { withdrawClaim } from '../../src/server/claims/withdraw-claim.ts'
import { openDatabase, type Database } from '../../src/server/db/database.ts'
import { inTransaction, type Transaction } from '../../src/server/db/transaction.ts'
import { RefusedError } from '../../src/server/refusal.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { submittedClaims } from '../support/claims.ts'
import { insuredPeople, type Insured } from '../support/insured.ts'
import { overlap } from '../support/overlap.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const CONNECTIONS = 20

describe('decisions on one case at the same moment', () => {
  let server: TestServer
  let association: Association
  let database: Database
  let handler: Actor
  let first: Actor
  let second: Actor
  let insured: readonly Insured[]
  let used = 0
  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
    database = openDatabase({ url: server.database.urls.app, interactive: CONNECTIONS })
    handler = await signIn(server, association.unitId, { desks: ['unit-handler'] })
    first = await signIn(server, association.officeId, { desks: ['claim-first-review'] })
    second = await signIn(server, association.officeId, { desks: ['claim-second-review'] })
    insured = await insuredPeople(server, association, { people: 8 })
    server.clock.set('2026-12-01T09:00:00+08:00')
  }, 60_000)
  afterAll(async () => {
    await database.close()
    await server.stop()
  })

  const submitted = async () => {
    const person = insured[used++]
    if (!person) throw new Error('nobody is insured')
    const wishes = { insured: person, kinds: ['accident-inpatient'], on: '2026-11-20' } as const
    const [claim] = await submittedClaims(server, handler, wishes)
    return claim?.id ?? ''
  }
  const as = <T>(accountId: AccountId, command: string, work: (tx: Transaction) => Promise<T>) =>
    inTransaction(
      { database, filtering: true },
      { begin: { kind: 'job', accountId }, command, now: server.clock.now() },
      work,
    )
  const take = (actor: Actor, kind: string, id: string) => actor.post('/api/work/take', { kind, subjects: [id] })
  const rowOf = async (id: string) => {
    const { rows } = await asSystem(server.services, ({ db }) =>
      sql<{
        state: string
        version: number
        reserve: string
        decisions: number
        invoices: number
      }>`select c.state, c.version,
          r.state as reserve, (select count(*)::int from claim_decisions d where d.claim_id = c.id) as decisions,
          (select count(*)::int from claim_invoices i where i.claim_id = c.id and i.live) as invoices
        from claims c join benefit_reserves r on r.claim_id = c.id where c.id = ${id}`.execute(db),
    )
    const [row] = rows
    if (!row) throw new Error('no such case')
    return row
  }
  const seen = async (id: string) => ({ id, version: (await rowOf(id)).version })
  const locked = (id: string) => `select from work_items where subject_id = '${id}' for update`
  const won = (outcomes: readonly PromiseSettledResult<unknown>[]) =>
    outcomes.filter(({ status }) => status === 'fulfilled').length
  /** Whoever lost was told so in a sentence: no fault, no broken constraint. */
  const onlyRefusals = (outcomes: readonly PromiseSettledResult<unknown>[]) =>
    outcomes.every((outcome) => outcome.status === 'fulfilled' || outcome.reason instanceof RefusedError)

  it('twenty clicks of the holder pass it once', async () => {
    const id = await submitted()
    await take(first, 'claim-first-review', id)
    const cases = [await seen(id)]
    const before = (await rowOf(id)).decisions
    const outcomes = await overlap(server.database, { sql: locked(id), waiters: CONNECTIONS }, () =>
      Array.from({ length: CONNECTIONS }, () =>
        as(first.accountId, 'claim-review.pass', (tx) => passClaims(tx, server.services, { cases })),
      ),
    )
    expect(won(outcomes)).toBe(1)
    expect(onlyRefusals(outcomes)).toBe(true)
    expect(await rowOf(id)).toMatchObject({ state: 'second-review', decisions: before + 1 })
  })

  it('one that passes and one that returns it cannot both win', async () => {
    const id = await submitted()
    await take(first, 'claim-first-review', id)
    const cases = [await seen(id)]
    const points = [{ target: 'case', path: null, materialId: null, area: null, text: '补正' }] as const
    const outcomes = await overlap(server.database, { sql: locked(id), waiters: 2 }, () => [
      as(first.accountId, 'claim-review.pass', (tx) => passClaims(tx, server.services, { cases })),
      as(first.accountId, 'claim-review.return', (tx) =>
        returnClaims(tx, server.services, { cases, to: 'entry', points: [...points] }),
      ),
    ])
    expect(won(outcomes)).toBe(1)
    expect(onlyRefusals(outcomes)).toBe(true)
    const { state, reserve } = await rowOf(id)
    expect([state, reserve]).toEqual(state === 'entry' ? ['entry', 'released'] : ['second-review', 'reserved'])
  })

  it('a withdrawal against the last approval: one of them, never both', async () => {
    const outcomesOf = async (withdrawFirst: boolean) => {
      const id = await submitted()
      await take(first, 'claim-first-review', id)
      await first.post('/api/claim-reviews/pass', { cases: [await seen(id)] })
      await take(second, 'claim-second-review', id)
      const one = await seen(id)
      const withdraw = () =>
        as(handler.accountId, 'claim-review.withdraw', (tx) =>
          withdrawClaim(tx, server.services, { ...one, reason: '放弃' }),
        )
      const approve = () =>
        as(second.accountId, 'claim-review.approve', (tx) => approveClaims(tx, server.services, { cases: [one] }))
      const outcomes = await overlap<unknown>(server.database, { sql: locked(id), waiters: 2 }, () =>
        withdrawFirst ? [withdraw(), approve()] : [approve(), withdraw()],
      )
      expect(won(outcomes)).toBe(1)
      expect(onlyRefusals(outcomes)).toBe(true)
      const { state, reserve, invoices } = await rowOf(id)
      if (state === 'withdrawn') expect([reserve, invoices]).toEqual(['released', 0])
      else expect([state, reserve, invoices]).toEqual(['payable', 'reserved', 1])
    }
    await outcomesOf(true)
    await outcomesOf(false)
  })

  it('a regrade against a withdrawal leaves no reserve behind a case that is gone', async () => {
    const id = await submitted()
    await take(first, 'claim-first-review', id)
    const one = await seen(id)
    const outcomes = await overlap<unknown>(server.database, { sql: locked(id), waiters: 2 }, () => [
      as(first.accountId, 'claim-review.regrade', (tx) =>
        regradeClaim(tx, server.services, { ...one, diagnosisName: '胫骨骨折', reason: '影像所见' }),
      ),
      as(handler.accountId, 'claim-review.withdraw', (tx) =>
        withdrawClaim(tx, server.services, { ...one, reason: '放弃' }),
      ),
    ])
    expect(won(outcomes)).toBe(1)
    expect(onlyRefusals(outcomes)).toBe(true)
    const { state, reserve } = await rowOf(id)
    expect(reserve).toBe(state === 'withdrawn' ? 'released' : 'reserved')
  })

  it('would be decided twice, were it looked at first and written second', async () => {
    const id = await submitted()
    const outcomes = await overlap(
      server.database,
      { sql: `select from claims where id = '${id}' for update`, waiters: 2 },
      () =>
        Array.from({ length: 2 }, () =>
          as(first.accountId, 'claim-review.pass', async ({ db }) => {
            const { rows } = await sql<{
              free: boolean
            }>`select state = 'first-review' as free from claims where id = ${id}`.execute(db)
            if (rows[0]?.free) await sql`update claims set version = version + 1 where id = ${id}`.execute(db)
            return rows[0]?.free
          }),
        ),
    )
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value === true).length).toBe(2)
  })
})
