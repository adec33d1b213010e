import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ClaimEntry } from '../../src/domain/claims/claim-entry.ts'
import type { ClaimKind } from '../../src/domain/plans/claim-kind.ts'
import { submitClaimEntry } from '../../src/server/claims/submit-claim-entry.ts'
import { openDatabase, type Database } from '../../src/server/db/database.ts'
import { inTransaction } from '../../src/server/db/transaction.ts'
import { RefusedError } from '../../src/server/refusal.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { enteredClaims, fillSlots, versionsOf } from '../support/claims.ts'
import { calculate, assess } from '../support/entry-case.ts'
import { insuredPeople, type Insured } from '../support/insured.ts'
import { overlap } from '../support/overlap.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

type Wanted = { readonly person: Insured; readonly kind: ClaimKind; readonly on: string } & Partial<
  ClaimEntry['sheets'][number]
>

/** Both were found whole before either was kept: what keeps them apart from there on is the wall in the database. */
describe('two submissions of what may be used once, at the same moment', () => {
  let server: TestServer
  let association: Association
  let database: Database
  let handler: Actor
  let insured: readonly Insured[]
  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
    database = openDatabase({ url: server.database.urls.app, interactive: 4 })
    handler = await signIn(server, association.unitId, { desks: ['unit-handler'] })
    insured = await insuredPeople(server, association, { people: 5 })
    server.clock.set('2027-01-21T09:00:00+08:00')
  }, 60_000)
  afterAll(async () => {
    await database.close()
    await server.stop()
  })

  const ready = async ({ person, kind, on, ...sheet }: Wanted) => {
    const [claim] = await enteredClaims(server, handler, { insured: person, kinds: [kind], on, sheet })
    const id = claim?.id ?? ''
    await calculate(handler, id)
    await fillSlots(handler, id)
    return id
  }
  const submit = async (id: string) => {
    const { version } = await versionsOf(handler, id)
    const shown = (await assess(handler, id)).calculation?.total ?? ''
    const begin = { kind: 'job', accountId: handler.accountId } as const
    return () =>
      inTransaction(
        { database, filtering: true },
        { begin, command: 'claim-entry.submit', now: server.clock.now() },
        (tx) => submitClaimEntry(tx, server.services, { id, version, shown, also: [] }),
      )
  }
  const race = async (...wanted: readonly [Wanted, Wanted]) => {
    const ids = [await ready(wanted[0]), await ready(wanted[1])]
    const submits = [await submit(ids[0]!), await submit(ids[1]!)]
    const lock = { sql: 'select from person_keys for update', waiters: 2 }
    const outcomes = await overlap(server.database, lock, () => submits.map((one) => one()))
    const states = await asSystem(server.services, ({ db }) =>
      sql<{ state: string }>`select state from claims where id = any(${ids}::uuid[]) order by state`.execute(db),
    )
    const refusals = outcomes.flatMap((outcome) => {
      if (outcome.status === 'fulfilled') return []
      return outcome.reason instanceof RefusedError ? [outcome.reason.refusal.code] : [String(outcome.reason)]
    })
    return { refusals, states: states.rows.map(({ state }) => state) }
  }
  const one = (refusal: string) => ({ refusals: [refusal], states: ['entry', 'first-review'] })
  const bill = { kind: 'accident-inpatient', on: '2027-01-05' } as const

  it('an invoice goes to one person', async () => {
    const invoiceNumber = 'RACE00000001'
    const of = (at: number) => ({ ...bill, person: insured[at]!, invoiceNumber })
    expect(await race(of(0), of(1))).toEqual(one('invoice-of-other-person'))
  })
  it('an invoice goes to one case of a cover and kind', async () => {
    const same = { ...bill, person: insured[2]!, invoiceNumber: 'RACE00000002' }
    expect(await race(same, { ...same, on: '2027-01-06' })).toEqual(one('invoice-used-already'))
  })
  it('an invoice is of an illness or of an accident', async () => {
    const same = { ...bill, person: insured[3]!, invoiceNumber: 'RACE00000003' }
    expect(await race(same, { ...same, kind: 'illness-inpatient', on: '2027-01-06' })).toEqual(
      one('invoice-illness-and-accident'),
    )
  })
  it('the days of a stay go to one case of a cover and kind', async () => {
    const same = {
      kind: 'hospital-allowance',
      on: '2027-01-05',
      person: insured[4]!,
      dischargedOn: '2027-01-15',
    } as const
    expect(await race(same, { ...same, on: '2027-01-06' })).toEqual(one('days-used-already'))
  })
})
