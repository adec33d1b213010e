import { randomInt, randomUUID, type UUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccountId, OrganisationId } from '../../src/domain/shared/ids.ts'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { found } from '../../src/server/refusal.ts'
import type { Services } from '../../src/server/services.ts'
import { asSystem, openSession } from '../support/actors.ts'
import { done, killable, wasAcknowledged, type Kill, type Outcome, type Person } from '../support/killable.ts'
import { rounds } from '../support/long.ts'
import { payableClaims, type Payable } from '../support/payable-claims.ts'
import { returnCsv, type BankAnswer } from '../support/payout-office.ts'

type Cover = { coverId: string; kind: number }

/** One claim in three fails at the bank. */
const isFailed = (at: number) => at % 3 === 2

describe('batches and answers of the bank during which something is killed', () => {
  const { open, start, close, beside, killed, call, must, upload } = killable('payouts')
  let maker: Person
  let releaser: Person
  let officeId: OrganisationId
  let claims: readonly Payable[]
  /** How long each takes that nobody disturbs. */
  const undisturbed = { make: 0, import: 0 }

  beforeAll(async () => {
    await open()
    await beside(async (services) => {
      const { rows } = await asSystem(services, ({ db }) =>
        sql<Cover & { officeId: OrganisationId; handler: AccountId; first: AccountId; second: AccountId }>`select
            c.id as "coverId", e.office_id as "officeId",
            (select a.id from accounts a where a.organisation_id = c.unit_id limit 1) as handler,
            (select id from accounts where user_name = 'moyang') as first,
            (select id from accounts where user_name = 'shenruo') as second
          from covers c join enrolments e on e.id = c.enrolment_id
          where c.plan_code = 'comprehensive' and e.office_id = (select id from organisations where code = '3790')
          order by c.id limit 12`.execute(db),
      )
      const first = found(rows[0])
      officeId = first.officeId
      maker = await openSession(services, officeId, { desks: ['payout-making'] })
      releaser = await openSession(services, officeId, { desks: ['payout-release'] })
      claims = await payableClaims(services, {
        covers: rows.map(({ coverId }) => coverId),
        submittedBy: first.handler,
        firstReviewedBy: first.first,
        secondReviewedBy: first.second,
      })
    })
    const { id, number } = await measured('make', made)
    await release(id)
    await measured('import', () => done(sendBack(id, answers(number), randomUUID())))
    await payAgain()
  })
  afterAll(() => close())

  async function measured<T>(what: keyof typeof undisturbed, work: () => Promise<T>): Promise<T> {
    const began = performance.now()
    const result = await work()
    undisturbed[what] = performance.now() - began
    return result
  }

  const make = (key: UUID) =>
    call(maker, '/api/payout-batches', { officeId, format: 'csv-utf-8', claims: claims.map(({ id }) => id) }, key)
  async function made(): Promise<{ id: string; number: string }> {
    const { id, number } = await done(make(randomUUID()))
    return { id: String(id), number: String(number) }
  }
  async function release(id: string): Promise<void> {
    await beside((services) =>
      asSystem(services, ({ db, now }) =>
        sql`update sessions set confirmed_at = ${new Date(now)} where account_id = ${releaser.accountId}`.execute(db),
      ),
    )
    await must(releaser, `/api/payout-batches/${id}/release`, { version: 0 })
  }
  const sendBack = (id: string, text: string, key: UUID) =>
    upload(maker, `/api/payout-batches/${id}/returns`, '回盘.csv', text, key)
  const answers = (number: string) =>
    returnCsv(
      number,
      claims.map(({ amount }, at): BankAnswer => ({
        at: at + 1,
        amount,
        ...(isFailed(at) && { failed: '账户已销户' }),
      })),
    )

  /** As reversals and approved corrections would leave it: everything waits for payment again. */
  async function payAgain(): Promise<void> {
    await beside((services) =>
      asSystem(services, async ({ db, now }) => {
        const ids = claims.map(({ id }) => id)
        await sql`update payout_lines set state = 'reversed' where claim_id = any(${ids}::uuid[]) and state = 'paid'`.execute(
          db,
        )
        await sql`insert into payout_reversals (id, line_id, office_id, place, state, returned_on, reference, reference_key,
            reason, requested_by, requested_by_name, requested_at, decided_by, decided_by_name, decided_at)
          select gen_random_uuid(), l.id, ${officeId}, l.place, 'confirmed', current_date, 'TH', l.reference, '销户',
            ${maker.accountId}, '', ${new Date(now)}, ${releaser.accountId}, '', ${new Date(now)}
          from payout_lines l where l.claim_id = any(${ids}::uuid[]) and l.state = 'reversed'
            and not exists (select from payout_reversals r where r.line_id = l.id)`.execute(db)
        await sql`insert into ledger_entries (id, journal_id, kind, account, debit, credit, place, office_id, batch_id, line_id,
            claim_id, reverses, posted_on, posted_at)
          select gen_random_uuid(), md5(e.line_id::text || 'back')::uuid, 'reversal', e.account, e.credit, e.debit, e.place,
            e.office_id, e.batch_id, e.line_id, e.claim_id, e.id, e.posted_on, e.posted_at
          from ledger_entries e where e.kind = 'payment' and not exists (select from ledger_entries r where r.reverses = e.id)`.execute(
          db,
        )
        await sql`update benefit_reserves set state = 'reserved' where claim_id = any(${ids}::uuid[])`.execute(db)
        await sql`update claims set state = 'payment-failed', paid = 0, ended_at = null, reversed = true
          where id = any(${ids}::uuid[]) and state = 'closed'`.execute(db)
        await sql`update claims set state = 'payee-review' where id = any(${ids}::uuid[]) and state = 'payment-failed'`.execute(
          db,
        )
        await sql`update claims set state = 'payable' where id = any(${ids}::uuid[]) and state = 'payee-review'`.execute(
          db,
        )
      }),
    )
  }

  type Left = {
    batches: number
    waiting: number
    paid: number
    failed: number
    entries: number
    told: number
    taken: number
  }
  async function leftOf(services: Services, since: Date): Promise<Left> {
    const { rows } = await asSystem(services, ({ db }) =>
      sql<Left>`select
          (select count(*)::int from payout_batches where made_at > ${since}) as batches,
          (select count(*)::int from payout_lines l join payout_batches b on b.id = l.batch_id
            where b.made_at > ${since} and l.state = 'waiting') as waiting,
          (select count(*)::int from payout_lines l join claims c on c.id = l.claim_id
            where l.answered_at > ${since} and l.state = 'paid' and c.state = 'closed') as paid,
          (select count(*)::int from payout_lines l join claims c on c.id = l.claim_id
            where l.answered_at > ${since} and l.state = 'failed' and c.state = 'payment-failed') as failed,
          (select count(*)::int from ledger_entries where posted_at > ${since}) as entries,
          (select count(*)::int from messages where at > ${since} and kind = 'benefit-paid') as told,
          (select count(*)::int from bank_returns where imported_at > ${since}) as taken`.execute(db),
    )
    return found(rows[0])
  }

  /** Starts, kills after a while, starts anew; answers whether it was acknowledged and what is left. */
  async function disturbed(what: keyof typeof undisturbed, kill: Kill, since: Date, act: () => Promise<Outcome>) {
    const after = randomInt(Math.ceil(undisturbed[what] * 1.3))
    const acting = act()
    await sleep(after)
    await kill()
    const acknowledged = await acting
    await start()
    const left = await beside((services) => leftOf(services, since))
    return { left, after, known: wasAcknowledged(acknowledged) }
  }

  for (const [what, kill] of Object.entries(killed)) {
    it(`leaves a batch and an answer whole or not at all, and nothing acknowledged is lost: ${what}`, async () => {
      for (let round = 0; round < rounds(2, 20); round++) {
        const since = new Date()
        const count = claims.length
        const none = { batches: 0, waiting: 0, paid: 0, failed: 0, entries: 0, told: 0, taken: 0 }
        const whole = { ...none, batches: 1, waiting: count }
        const key = randomUUID()
        const batch = await disturbed('make', kill, since, () => make(key))
        expect(batch.known ? [whole] : [whole, none], `batch killed after ${batch.after} ms`).toContainEqual(batch.left)
        const { id, number } = await done(make(key))
        expect(await beside((services) => leftOf(services, since))).toEqual(whole)
        await release(String(id))

        const answered = Math.floor(count / 3)
        const paid = count - answered
        const all = { batches: 1, waiting: 0, paid, failed: answered, entries: 2 * paid, told: paid, taken: 1 }
        const again = randomUUID()
        const text = answers(String(number))
        const taken = await disturbed('import', kill, since, () => sendBack(String(id), text, again))
        expect(taken.known ? [all] : [all, whole], `import killed after ${taken.after} ms`).toContainEqual(taken.left)
        expect(await done(sendBack(String(id), text, randomUUID()))).toMatchObject({ waiting: 0, problems: [] })
        await beside(async (services) => {
          expect(await leftOf(services, since)).toEqual(all)
          expect(await checkInvariants(services)).toEqual([])
        })
        await payAgain()
      }
    }, 600_000)
  }
})
