import { randomUUID, type UUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccountId, OrganisationId } from '../../src/domain/shared/ids.ts'
import { businessDay, instantOf } from '../../src/domain/shared/time.ts'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { found } from '../../src/server/refusal.ts'
import type { Services } from '../../src/server/services.ts'
import { asSystem, openSession } from '../support/actors.ts'
import { onePicture } from '../support/claims.ts'
import {
  done,
  killable,
  momentWithin,
  timed,
  wasAcknowledged,
  type Kill,
  type Outcome,
  type Person,
} from '../support/killable.ts'
import { rounds } from '../support/long.ts'
import { cardNumber, payableClaims, type Payable } from '../support/payable-claims.ts'
import { returnCsv, type BankAnswer } from '../support/payout-office.ts'

type Cover = { coverId: string; kind: number }
type Step = 'make' | 'release' | 'import' | 'reverse' | 'approve'

/** One claim in three fails at the bank. */
const isFailed = (at: number) => at % 3 === 2

describe('batches and answers of the bank during which something is killed', () => {
  const { open, start, close, beside, killed, call, must, upload, download } = killable('payouts')
  let maker: Person
  let releaser: Person
  let handler: Person
  let second: Person
  let officeId: OrganisationId
  let claims: readonly Payable[]
  /** How long each takes that nobody disturbs. */
  const undisturbed: Record<Step, number> = { make: 0, release: 0, import: 0, reverse: 0, approve: 0 }
  /** How many of each a kill stopped before they were acknowledged. */
  const struck: Record<Step, number> = { make: 0, release: 0, import: 0, reverse: 0, approve: 0 }
  let cards = 7_000

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
      second = await openSession(services, officeId, { desks: ['claim-second-review'] })
      claims = await payableClaims(services, {
        covers: rows.map(({ coverId }) => coverId),
        submittedBy: first.handler,
        firstReviewedBy: first.first,
        secondReviewedBy: first.second,
      })
      const { rows: units } = await asSystem(services, ({ db }) =>
        sql<{ id: OrganisationId }>`select unit_id as id from claims where id = ${corrected().id}`.execute(db),
      )
      handler = await openSession(services, found(units[0]).id, { desks: ['unit-handler'] })
    })
    const { id, number } = await measured('make', made)
    await confirm(releaser)
    await measured('release', () => done(release(id, randomUUID())))
    await measured('import', () => done(sendBack(id, answers(number), randomUUID())))
    const back = await askReversal(id)
    await measured('reverse', () => done(reverse(back, randomUUID())))
    const version = await correct()
    await measured('approve', () => done(approve(version, randomUUID())))
    await payAgain()
  }, 240_000)
  afterAll(() => close())

  /** The case whose money comes back, and the one whose payee is corrected: by their place in the batch. */
  const reversed = () => found(claims[0])
  const corrected = () => found(claims[2])

  async function measured<T>(what: Step, work: () => Promise<T>): Promise<T> {
    const { result, ms } = await timed(work)
    undisturbed[what] = ms
    return result
  }

  const make = (key: UUID) =>
    call(maker, '/api/payout-batches', { officeId, format: 'csv-utf-8', claims: claims.map(({ id }) => id) }, key)
  async function made(): Promise<{ id: string; number: string }> {
    const { id, number } = await done(make(randomUUID()))
    return { id: String(id), number: String(number) }
  }
  const confirm = ({ accountId }: Person) =>
    beside((services) =>
      asSystem(services, ({ db, now }) =>
        sql`update sessions set confirmed_at = ${new Date(now)} where account_id = ${accountId}`.execute(db),
      ),
    )
  const release = (id: string, key: UUID) => call(releaser, `/api/payout-batches/${id}/release`, { version: 0 }, key)
  /** 退汇 of the first line, registered; answers its id. */
  async function askReversal(id: string): Promise<string> {
    const { rows } = await must<{ rows: { id: string }[] }>(releaser, `/api/payout-batches/${id}/lines`)
    const facts = { returnedOn: businessDay(instantOf(Date.now())), reference: randomUUID(), reason: '账户已销户' }
    const path = `/api/payout-batches/${id}/lines/${found(rows[0]).id}/reversal`
    const { reversalId } = await must(maker, path, facts)
    await confirm(releaser)
    return String(reversalId)
  }
  const reverse = (reversalId: string, key: UUID) =>
    call(releaser, `/api/payout-reversals/${reversalId}/decide`, { verdict: 'confirm' }, key)
  /** 更正领款人 with another card, taken by its reviewer; answers the version that they saw. */
  async function correct(): Promise<number> {
    const { id, payee } = corrected()
    const { version } = await must<{ version: number }>(handler, `/api/claims/${id}/payee/open`, {})
    const image = new Uint8Array(await onePicture())
    await done(upload(handler, `/api/claims/${id}/payee/card-image`, '卡.png', image))
    await confirm(handler)
    const card = cardNumber((cards += 1))
    await must(handler, `/api/claims/${id}/payee`, { version, payee: { ...payee, card } })
    await must(second, '/api/work/take', { kind: 'claim-payee-review', subjects: [id] })
    const review = await must<{ version: number }>(second, `/api/payee-reviews/${id}/open`, {})
    await confirm(second)
    return review.version
  }
  const approve = (version: number, key: UUID) =>
    call(second, `/api/payee-reviews/${corrected().id}/decide`, { version, verdict: 'approve' }, key)
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

  type Released = { state: string; hasFile: boolean; files: number; entries: number }
  /** A batch is released with its one file and its entry, or it is not. */
  async function releaseOf(services: Services, id: string): Promise<Released> {
    const { rows } = await asSystem(services, ({ db }) =>
      sql<Released>`select state, file_id is not null as "hasFile",
          (select count(*)::int from files f where f.name = b.number || '.csv' and f.purpose = 'payment-file') as files,
          (select count(*)::int from journal j where j.subject_id = b.id and j.action = 'payouts.release'
            and j.result = 'done') as entries
        from payout_batches b where id = ${id}`.execute(db),
    )
    return found(rows[0])
  }

  type Back = { reversal: string; line: string; claim: string; paid: number; reserve: string; opposite: number }
  /** Money came back in claim, line, reserve and ledger, or in none of them. */
  async function backOf(services: Services, reversalId: string): Promise<Back> {
    const { rows } = await asSystem(services, ({ db }) =>
      sql<Back>`select r.state as reversal, l.state as line, c.state as claim, c.paid::int as paid, b.state as reserve,
          (select count(*)::int from ledger_entries e where e.line_id = l.id and e.kind = 'reversal') as opposite
        from payout_reversals r join payout_lines l on l.id = r.line_id join claims c on c.id = l.claim_id
        join benefit_reserves b on b.claim_id = c.id where r.id = ${reversalId}`.execute(db),
    )
    return found(rows[0])
  }

  type Approved = { correction: string; claim: string; frozen: boolean; pools: number }
  /** The card is frozen anew and the case is payable, or it waits for its reviewer. */
  async function approvalOf(services: Services): Promise<Approved> {
    const { rows } = await asSystem(services, ({ db }) =>
      sql<Approved>`select p.state as correction, c.state as claim, c.card_index = p.card_index as frozen,
          (select count(*)::int from work_items w where w.subject_id = c.id and w.kind = 'claim-payee-review') as pools
        from claims c join payee_corrections p on p.claim_id = c.id where c.id = ${corrected().id}
        order by p.corrected_at desc limit 1`.execute(db),
    )
    return found(rows[0])
  }

  /** Starts, kills after a while, starts anew; answers whether it was acknowledged and what is left. */
  async function disturbed<T>(
    what: Step,
    kill: Kill,
    act: () => Promise<Outcome>,
    look: (services: Services) => Promise<T>,
  ) {
    const after = momentWithin(undisturbed[what])
    const acting = act()
    await sleep(after)
    await kill()
    const acknowledged = await acting
    await start()
    const left = await beside(look)
    const known = wasAcknowledged(acknowledged)
    if (!known) struck[what] += 1
    return { left, when: `${what} killed after ${after} ms`, known }
  }
  const bytesOf = async (id: string) => {
    const answer = await download(releaser, `/api/payout-batches/${id}/file`)
    return answer.status === 200 ? Buffer.from(await answer.arrayBuffer()).toString('base64') : undefined
  }

  for (const [what, kill] of Object.entries(killed)) {
    it(`leaves a batch and an answer whole or not at all, and nothing acknowledged is lost: ${what}`, async () => {
      for (let round = 0; round < rounds(2, 20); round++) {
        const since = new Date()
        const count = claims.length
        const none = { batches: 0, waiting: 0, paid: 0, failed: 0, entries: 0, told: 0, taken: 0 }
        const whole = { ...none, batches: 1, waiting: count }
        const key = randomUUID()
        const look = (services: Services) => leftOf(services, since)
        const batch = await disturbed('make', kill, () => make(key), look)
        expect(batch.known ? [whole] : [whole, none], batch.when).toContainEqual(batch.left)
        const { id, number } = await done(make(key))
        expect(await beside((services) => leftOf(services, since))).toEqual(whole)

        const batchId = String(id)
        await confirm(releaser)
        const letGo = { state: 'released', hasFile: true, files: 1, entries: 1 }
        const draft = { state: 'draft', hasFile: false, files: 0, entries: 0 }
        const releaseKey = randomUUID()
        const released = await disturbed(
          'release',
          kill,
          () => release(batchId, releaseKey),
          (services) => releaseOf(services, batchId),
        )
        expect(released.known ? [letGo] : [letGo, draft], released.when).toContainEqual(released.left)
        const file = await bytesOf(batchId)
        expect(file !== undefined, released.when).toBe(released.left.hasFile)
        await confirm(releaser)
        await done(release(batchId, releaseKey))
        expect(await beside((services) => releaseOf(services, batchId))).toEqual(letGo)
        const sent = await bytesOf(batchId)
        if (file !== undefined) expect(sent, released.when).toBe(file)

        const answered = Math.floor(count / 3)
        const paid = count - answered
        const all = { batches: 1, waiting: 0, paid, failed: answered, entries: 2 * paid, told: paid, taken: 1 }
        const again = randomUUID()
        const text = answers(String(number))
        const taken = await disturbed('import', kill, () => sendBack(batchId, text, again), look)
        expect(taken.known ? [all] : [all, whole], taken.when).toContainEqual(taken.left)
        expect(await done(sendBack(batchId, text, randomUUID()))).toMatchObject({ waiting: 0, problems: [] })
        await beside(async (services) => {
          expect(await leftOf(services, since)).toEqual(all)
          expect(await checkInvariants(services)).toEqual([])
        })
        expect(await bytesOf(batchId)).toBe(sent)

        const reversalId = await askReversal(batchId)
        const came = {
          reversal: 'confirmed',
          line: 'reversed',
          claim: 'payment-failed',
          paid: 0,
          reserve: 'reserved',
          opposite: 2,
        }
        const fen = Math.round(Number(reversed().amount) * 100)
        const stays = { reversal: 'requested', line: 'paid', claim: 'closed', paid: fen, reserve: 'paid', opposite: 0 }
        const reverseKey = randomUUID()
        const back = await disturbed(
          'reverse',
          kill,
          () => reverse(reversalId, reverseKey),
          (services) => backOf(services, reversalId),
        )
        expect(back.known ? [came] : [came, stays], back.when).toContainEqual(back.left)
        await confirm(releaser)
        await done(reverse(reversalId, reverseKey))
        expect(await beside((services) => backOf(services, reversalId))).toEqual(came)

        const version = await correct()
        const frozen = { correction: 'approved', claim: 'payable', frozen: true, pools: 0 }
        const pending = { correction: 'pending', claim: 'payee-review', frozen: false, pools: 1 }
        const approveKey = randomUUID()
        const approved = await disturbed('approve', kill, () => approve(version, approveKey), approvalOf)
        expect(approved.known ? [frozen] : [frozen, pending], approved.when).toContainEqual(approved.left)
        await confirm(second)
        await done(approve(version, approveKey))
        await beside(async (services) => {
          expect(await approvalOf(services)).toEqual(frozen)
          expect(await checkInvariants(services)).toEqual([])
        })
        await payAgain()
      }
    }, 3_600_000)
  }
  it('kills found what they were to disturb before it was acknowledged', () => {
    const least = rounds(0, 1)
    for (const [step, count] of Object.entries(struck)) expect(count, step).toBeGreaterThanOrEqual(least)
    expect(Object.values(struck).reduce((sum, count) => sum + count)).toBeGreaterThan(0)
  })
})
