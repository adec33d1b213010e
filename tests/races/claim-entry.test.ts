import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccountId, ClaimId } from '../../src/domain/shared/ids.ts'
import { lockPersonOf, reserveBenefit } from '../../src/server/claims/benefit-reserve.ts'
import { calculateClaim } from '../../src/server/claims/calculate-claim.ts'
import { openEntry } from '../../src/server/claims/claim-secrets.ts'
import { getClaimRow } from '../../src/server/claims/claim-store.ts'
import { submitClaimEntry } from '../../src/server/claims/submit-claim-entry.ts'
import { saveClaimEntry } from '../../src/server/claims/save-claim-entry.ts'
import { openDatabase, type Database } from '../../src/server/db/database.ts'
import { inTransaction, type Transaction } from '../../src/server/db/transaction.ts'
import { accepted, RefusedError } from '../../src/server/refusal.ts'
import { takeWork } from '../../src/server/work-pool/take-work.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { fillSlots } from '../support/claims.ts'
import { assess, calculate, completeStay, entryOf, open, save, sheetOf, take } from '../support/entry-case.ts'
import { insuredPeople, type Insured } from '../support/insured.ts'
import { acceptedCases } from '../support/material-case.ts'
import { overlap } from '../support/overlap.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const CONNECTIONS = 20

describe('费用录入 on twenty connections', () => {
  let server: TestServer
  let association: Association
  let database: Database
  let holder: Actor
  let insured: readonly Insured[]
  const colleagues: AccountId[] = []

  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
    database = openDatabase({ url: server.database.urls.app, interactive: CONNECTIONS })
    holder = await signIn(server, association.unitId, { desks: ['unit-handler'], name: '经办甲' })
    for (let one = 1; one < CONNECTIONS; one += 1)
      colleagues.push(
        (await signIn(server, association.unitId, { desks: ['unit-handler'], name: `经办 ${one}` })).accountId,
      )
    insured = await insuredPeople(server, association, { people: 6 })
    server.clock.set('2026-12-21T09:00:00+08:00')
  })
  afterAll(async () => {
    await database.close()
    await server.stop()
  })

  const as = <T>(accountId: AccountId, command: string, work: (tx: Transaction) => Promise<T>) =>
    inTransaction(
      { database, filtering: true },
      { begin: { kind: 'job', accountId }, command, now: server.clock.now() },
      work,
    )
  const codeOf = (outcome: PromiseSettledResult<unknown>) =>
    outcome.status === 'fulfilled'
      ? 'done'
      : outcome.reason instanceof RefusedError
        ? outcome.reason.refusal.code
        : 'fault'
  const codes = (outcomes: readonly PromiseSettledResult<unknown>[]) => outcomes.map(codeOf).sort()
  const accept = async (coverId: string, kind: 'illness-inpatient' | 'hospital-allowance', on = '2026-12-12') => {
    const [claim] = await acceptedCases(server.services, holder.accountId, { coverId, kinds: [kind], on })
    if (!claim) throw new Error('no case')
    return claim
  }

  it('gives a case that twenty take at the same moment to one of them, and tells the others to whom', async () => {
    const claim = await accept(insured[5]?.coverId ?? '', 'hospital-allowance')
    const outcomes = await overlap(
      server.database,
      { sql: `select from work_items where subject_id = '${claim.id}' for update`, waiters: CONNECTIONS },
      () =>
        [holder.accountId, ...colleagues].map((accountId) =>
          as(accountId, 'work-pool.take', async (tx) => {
            const { results } = await takeWork(tx, { kind: 'claim-entry', subjects: [claim.id] })
            return { got: results[0]?.got, holder: results[0]?.holder?.name }
          }),
        ),
    )
    const answers = outcomes.map((one) => (one.status === 'fulfilled' ? one.value : undefined))
    expect(answers.filter((answer) => answer?.got)).toHaveLength(1)
    expect(new Set(answers.map((answer) => answer?.holder)).size).toBe(1)
    expect(answers[0]?.holder).toMatch(/^经办/)
  })

  it('lets only the holder save, however many believe that they hold the case', async () => {
    const claim = await accept(insured[0]?.coverId ?? '', 'hospital-allowance')
    await take(holder, claim.id)
    const { version } = await assess(holder, claim.id)
    const entry = await entryOf(holder, claim.id)
    const outcomes = await overlap(
      server.database,
      { sql: `select from work_items where subject_id = '${claim.id}' for update`, waiters: CONNECTIONS },
      () =>
        [holder.accountId, ...colleagues].map((accountId, index) =>
          as(accountId, 'claim-entry.save', (tx) =>
            saveClaimEntry(tx, server.services, {
              id: claim.id,
              version,
              entry: { ...entry, sheets: [sheetOf({ treatment: `by ${index}` })] },
            }),
          ),
        ),
    )
    expect(codes(outcomes)).toEqual(['done', ...Array.from({ length: CONNECTIONS - 1 }, () => 'held-by-other')])
    expect((await open(holder, claim.id)).entry.sheets[0]?.treatment).toBe('by 0')
  })

  it('lets nothing be saved after the case was lost, also where it is taken in the same moment', async () => {
    const claim = await accept(insured[1]?.coverId ?? '', 'hospital-allowance')
    await take(holder, claim.id)
    const { version } = await assess(holder, claim.id)
    const entry = await entryOf(holder, claim.id)
    server.clock.add(61 * 60_000)
    const takers = colleagues.slice(0, CONNECTIONS / 2)
    const outcomes = await overlap(
      server.database,
      { sql: `select from work_items where subject_id = '${claim.id}' for update`, waiters: CONNECTIONS },
      (): Promise<unknown>[] => [
        ...Array.from({ length: CONNECTIONS - takers.length }, () =>
          as(holder.accountId, 'claim-entry.save', (tx) =>
            saveClaimEntry(tx, server.services, { id: claim.id, version, entry: { ...entry, sheets: [sheetOf()] } }),
          ),
        ),
        ...takers.map((accountId) =>
          as(accountId, 'work-pool.take', async (tx) => {
            const { results } = await takeWork(tx, { kind: 'claim-entry', subjects: [claim.id] })
            return results[0]?.got ?? false
          }),
        ),
      ],
    )
    const saves = outcomes.slice(0, CONNECTIONS - takers.length)
    // Before the first take nobody holds it, afterwards somebody else does.
    for (const code of codes(saves)) expect(['not-taken', 'held-by-other']).toContain(code)
    const got = outcomes.slice(saves.length).filter((one) => one.status === 'fulfilled' && one.value === true)
    expect(got).toHaveLength(1)
    expect((await open(holder, claim.id)).entry.sheets).toEqual([])
  })

  /** Two stays of one person that would pay 30,000 each, of a limit of 50,000. */
  async function twoClaims(coverId: string) {
    const own = '54766.67'
    const claims: string[] = []
    for (const on of ['2026-12-12', '2026-12-16']) {
      const { id } = await accept(coverId, 'illness-inpatient', on)
      await completeStay(holder, id)
      const invoiceNumber = `26${coverId.slice(-6)}${on.slice(-2)}`
      const sheet = sheetOf({
        total: own,
        pooledFund: '',
        selfPaid1: own,
        fullySelfPaid: '',
        admittedOn: on,
        invoiceNumber,
      })
      await save(holder, id, await entryOf(holder, id, { sheets: [{ ...sheet, dischargedOn: on }] }))
      expect((await calculate(holder, id)).json().calculation.total).toBe('30000.00')
      // So large an amount asks for the form on paper.
      await fillSlots(holder, id)
      claims.push(id)
    }
    return claims
  }
  const used = async (coverId: string) =>
    asSystem(server.services, async ({ db }) => {
      const { rows } = await sql<{ used: string }>`select used::text from benefit_limits
        where scope = ${coverId} and unit = 'fen'`.execute(db)
      return rows[0]?.used
    })
  const personLock = (coverId: string) =>
    `select from person_keys where id = (select person_id from covers where id = '${coverId}') for no key update`

  it('gives the last of a limit to one of two claims, and tells the other both amounts', async () => {
    const coverId = insured[2]?.coverId ?? ''
    const claims = await twoClaims(coverId)
    const versions = await Promise.all(claims.map(async (id) => (await assess(holder, id)).version))
    const outcomes = await overlap(server.database, { sql: personLock(coverId), waiters: 2 }, () =>
      claims.map((id, index) =>
        as(holder.accountId, 'claim-entry.submit', (tx) =>
          submitClaimEntry(tx, server.services, { id, version: versions[index] ?? 0, shown: '30000.00', also: [] }),
        ),
      ),
    )
    expect(codes(outcomes)).toEqual(['amount-changed', 'done'])
    const lost = outcomes.find(({ status }) => status === 'rejected')
    expect(lost?.status === 'rejected' && (lost.reason as RefusedError).refusal).toMatchObject({
      shown: '30000.00',
      now: '20,000.00',
    })
    expect(await used(coverId)).toBe('3000000')
  })

  /** Both calculations are made before either reserves: what no command does. */
  async function reserveUnseen(coverId: string) {
    const claims = await twoClaims(coverId)
    return overlap(server.database, { sql: personLock(coverId), waiters: 2 }, () =>
      claims.map((id) =>
        as(holder.accountId, 'claim-entry.submit', async (tx) => {
          const claim = await getClaimRow(tx, id as ClaimId)
          const content = accepted(
            await calculateClaim(tx, server.services, claim, openEntry(server.services.crypto, claim)),
          )
          await lockPersonOf(tx, claim)
          await reserveBenefit(tx, server.services, claim, content)
        }),
      ),
    )
  }

  it('never exceeds a limit by calculations that did not see each other: the CHECK is the wall', async () => {
    const coverId = insured[3]?.coverId ?? ''
    expect(codes(await reserveUnseen(coverId))).toEqual(['done', 'limit-exceeded'])
    expect(await used(coverId)).toBe('3000000')
  })

  it('would exceed it without that CHECK', async () => {
    const superuser = new pg.Client({ connectionString: server.database.superuserUrl })
    await superuser.connect()
    try {
      await superuser.query('alter table benefit_limits drop constraint limit_not_exceeded')
      const coverId = insured[4]?.coverId ?? ''
      expect(codes(await reserveUnseen(coverId))).toEqual(['done', 'done'])
      expect(await used(coverId)).toBe('6000000')
    } finally {
      await superuser.end()
    }
  })
})
