import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UNKNOWN_PER_HOUR } from '../../src/domain/claims/search-limit.ts'
import { openDatabase, type Database } from '../../src/server/db/database.ts'
import { inTransaction } from '../../src/server/db/transaction.ts'
import { acceptClaims } from '../../src/server/claims/accept-claims.ts'
import { findCovers } from '../../src/server/claims/find-covers.ts'
import { tellConspicuous } from '../../src/server/oversight/tell-conspicuous.ts'
import { RefusedError } from '../../src/server/refusal.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { numberOfInsured } from '../support/approved-enrolment.ts'
import { insuredPeople, type Insured } from '../support/insured.ts'
import { overlap } from '../support/overlap.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const AT_ONCE = 20

describe('twenty who accept claims at the same moment', () => {
  let server: TestServer
  let association: Association
  let database: Database
  let people: readonly Insured[]
  const handlers: Actor[] = []
  beforeAll(async () => {
    server = await startTestServer({ at: '2026-03-02T09:00:00+08:00' })
    association = await makeAssociation(server)
    people = await insuredPeople(server, association, { people: AT_ONCE + 1 })
    server.clock.set('2026-06-10T10:00:00+08:00')
    database = openDatabase({ url: server.database.urls.app, interactive: AT_ONCE })
    for (let one = 0; one < AT_ONCE; one += 1)
      handlers.push(await signIn(server, association.unitId, { desks: ['unit-handler'] }))
  })
  afterAll(async () => {
    await database.close()
    await server.stop()
  })

  type Items = Parameters<typeof acceptClaims>[2]['items']
  const acceptAs = ({ accountId }: Actor, items: Items) =>
    inTransaction(
      { database, filtering: true },
      { begin: { kind: 'job', accountId }, command: 'claims.accept', now: server.clock.now() },
      (tx) => acceptClaims(tx, server.services, { items }),
    )
  const coverOf = (one: number) => people[one]?.coverId ?? ''
  const casesOf = (coverId: string) =>
    asSystem(server.services, async ({ db }) => {
      const { rows } = await sql<{ number: string }>`select number from claims where cover_id = ${coverId}`.execute(db)
      return rows.map(({ number }) => number)
    })
  const lockAll = { sql: 'select from person_keys for update', waiters: AT_ONCE }

  it('make one case of the same event, and all others are told its number', async () => {
    const items = [{ coverId: coverOf(0), kind: 'illness-inpatient', incidentOn: '2026-05-20' } as const]
    const outcomes = await overlap(server.database, lockAll, () => handlers.map((handler) => acceptAs(handler, items)))
    const made = outcomes.filter((outcome) => outcome.status === 'fulfilled')
    const numbers = await casesOf(coverOf(0))
    expect([made.length, numbers.length]).toEqual([1, 1])
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') {
        expect(outcome.reason).toBeInstanceOf(RefusedError)
        expect((outcome.reason as RefusedError).refusal).toMatchObject({
          code: 'claim-row-refused',
          row: 1,
          why: 'already-claimed',
          number: numbers[0],
        })
      }
  })

  it('get numbers of their own without a gap, whoever comes first', async () => {
    const outcomes = await overlap(server.database, lockAll, () =>
      handlers.map((handler, index) =>
        acceptAs(handler, [
          { coverId: coverOf(index + 1), kind: 'accident-inpatient', incidentOn: '2026-05-20' },
          { coverId: coverOf(index + 1), kind: 'hospital-allowance', incidentOn: '2026-05-20' },
        ]),
      ),
    )
    const numbers = outcomes.flatMap((outcome) =>
      outcome.status === 'fulfilled' ? outcome.value.cases.map(({ number }) => Number(number.slice(-7))) : [],
    )
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 2 * AT_ONCE }, (_, index) => index + 2))
  })

  it('take persons in one order: rows the other way round never lock each other out', async () => {
    const both = [18, 19].map((one) => ({
      coverId: coverOf(one),
      kind: 'illness-inpatient' as const,
      incidentOn: '2026-05-21',
    }))
    const outcomes = await overlap(server.database, lockAll, () =>
      handlers.map((handler, index) => acceptAs(handler, index % 2 === 0 ? both : both.toReversed())),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(outcomes.every((outcome) => outcome.status === 'fulfilled' || outcome.reason instanceof RefusedError)).toBe(
      true,
    )
  })

  it('search for nobody beyond the limit together: no more are answered than one after the other', async () => {
    const beyond = UNKNOWN_PER_HOUR + 5
    const nosy = await signIn(server, association.unitId, { desks: ['unit-handler'] })
    const many = openDatabase({ url: server.database.urls.app, interactive: beyond })
    const search = (one: number) =>
      inTransaction(
        { database: many, filtering: true },
        { begin: { kind: 'job', accountId: nosy.accountId }, command: null, now: server.clock.now() },
        (tx) =>
          findCovers(tx, server.services, {
            idKind: 'resident-id',
            idNumber: numberOfInsured(900 + one),
            incidentOn: '2026-05-20',
          }),
      )
    const outcomes = await overlap(
      server.database,
      { sql: 'lock table attempts in exclusive mode', waiters: beyond },
      () => Array.from({ length: beyond }, (_, one) => search(one)),
    )
    await many.close()
    const answered = outcomes.filter((outcome) => outcome.status === 'fulfilled' && 'person' in outcome.value)
    expect(answered).toHaveLength(UNKNOWN_PER_HOUR)
    const told: string[] = []
    await tellConspicuous(server.services, {
      warn: (text) => void told.push(text),
      error: (text) => void told.push(text),
    })
    expect(told).toEqual([expect.stringMatching(`^account ${nosy.accountId} was blocked .*, 1 time within`)])
  })
})
