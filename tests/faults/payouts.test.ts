import { randomInt, randomUUID, type UUID } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccountId, OrganisationId } from '../../src/domain/shared/ids.ts'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { ensurePages } from '../../src/server/pages.ts'
import { found } from '../../src/server/refusal.ts'
import type { Services } from '../../src/server/services.ts'
import { asSystem, openSession, type Actor } from '../support/actors.ts'
import { besideServer } from '../support/beside-server.ts'
import { rounds } from '../support/long.ts'
import { payableClaims, type Payable } from '../support/payable-claims.ts'
import { returnCsv, type BankAnswer } from '../support/payout-office.ts'
import { runServer, type RunningServer } from '../support/run-server.ts'

type Officer = Pick<Actor, 'accountId' | 'headers'>
type Outcome = { readonly status: number; readonly body: Record<string, unknown> } | 'unknown'
type Cover = { coverId: string; kind: number }

/** One claim in three fails at the bank. */
const isFailed = (at: number) => at % 3 === 2

describe('batches and answers of the bank during which something is killed', () => {
  let folder: string
  let server: RunningServer
  let maker: Officer
  let releaser: Officer
  let officeId: OrganisationId
  let claims: readonly Payable[]
  /** How long each takes that nobody disturbs. */
  const undisturbed = { make: 0, import: 0 }

  const varFolder = () => join(folder, 'var')
  const start = async () => void (server = await runServer({ varFolder: varFolder() }))
  const beside = <T>(work: (services: Services) => Promise<T>) => besideServer(varFolder(), work)

  beforeAll(async () => {
    await ensurePages(() => undefined)
    folder = mkdtempSync(join(tmpdir(), 'huzhu-payouts-'))
    chmodSync(folder, 0o755)
    await start()
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
    await measured('import', () => must(upload(id, answers(number), randomUUID())))
    await payAgain()
  })
  afterAll(async () => {
    await server.end('SIGTERM')
    rmSync(folder, { recursive: true, force: true })
  })

  async function measured<T>(what: keyof typeof undisturbed, work: () => Promise<T>): Promise<T> {
    const began = performance.now()
    const result = await work()
    undisturbed[what] = performance.now() - began
    return result
  }

  async function send({ headers }: Officer, path: string, body: BodyInit, key: UUID, type?: string): Promise<Outcome> {
    try {
      const response = await fetch(`${server.url}${path}`, {
        method: 'POST',
        body,
        headers: { ...headers, 'idempotency-key': key, ...(type && { 'content-type': type }) },
      })
      return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    } catch {
      return 'unknown'
    }
  }
  const post = (by: Officer, path: string, body: object, key: UUID) =>
    send(by, path, JSON.stringify(body), key, 'application/json')
  async function must(answering: Promise<Outcome>): Promise<Record<string, unknown>> {
    const outcome = await answering
    if (outcome === 'unknown' || outcome.status !== 200) throw new Error(JSON.stringify(outcome))
    return outcome.body
  }
  const make = (key: UUID) =>
    post(maker, '/api/payout-batches', { officeId, format: 'csv-utf-8', claims: claims.map(({ id }) => id) }, key)
  async function made(): Promise<{ id: string; number: string }> {
    const { id, number } = await must(make(randomUUID()))
    return { id: String(id), number: String(number) }
  }
  async function release(id: string): Promise<void> {
    await beside((services) =>
      asSystem(services, ({ db, now }) =>
        sql`update sessions set confirmed_at = ${new Date(now)} where account_id = ${releaser.accountId}`.execute(db),
      ),
    )
    await must(post(releaser, `/api/payout-batches/${id}/release`, { version: 0 }, randomUUID()))
  }
  function upload(id: string, text: string, key: UUID): Promise<Outcome> {
    const form = new FormData()
    form.set('file', new Blob([text]), '回盘.csv')
    return send(maker, `/api/payout-batches/${id}/returns`, form, key)
  }
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
        await sql`insert into payout_reversals (id, line_id, place, state, returned_on, reference, reason, requested_by,
            requested_by_name, requested_at, decided_by, decided_by_name, decided_at)
          select gen_random_uuid(), l.id, l.place, 'confirmed', current_date, 'TH', '销户', ${maker.accountId}, '', ${new Date(now)},
            ${releaser.accountId}, '', ${new Date(now)}
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

  const killed = {
    'the server': async () => void (await server.end('SIGKILL')),
    'the database': async () => {
      const note = readFileSync(join(varFolder(), 'postgres', 'data', 'postmaster.pid'), 'utf8')
      process.kill(Number(note.split('\n')[0]), 'SIGKILL')
      await server.end('SIGTERM')
    },
  }

  /** Starts, kills after a while, starts anew; answers whether it was acknowledged and what is left. */
  async function disturbed(
    what: keyof typeof undisturbed,
    kill: () => Promise<void>,
    since: Date,
    act: () => Promise<Outcome>,
  ) {
    const after = randomInt(Math.ceil(undisturbed[what] * 1.3))
    const acting = act()
    await sleep(after)
    await kill()
    const acknowledged = await acting
    await start()
    const left = await beside((services) => leftOf(services, since))
    return { left, after, known: acknowledged !== 'unknown' && acknowledged.status === 200 }
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
        const { id, number } = await must(make(key))
        expect(await beside((services) => leftOf(services, since))).toEqual(whole)
        await release(String(id))

        const answered = Math.floor(count / 3)
        const paid = count - answered
        const all = { batches: 1, waiting: 0, paid, failed: answered, entries: 2 * paid, told: paid, taken: 1 }
        const again = randomUUID()
        const text = answers(String(number))
        const taken = await disturbed('import', kill, since, () => upload(String(id), text, again))
        expect(taken.known ? [all] : [all, whole], `import killed after ${taken.after} ms`).toContainEqual(taken.left)
        expect(await must(upload(String(id), text, randomUUID()))).toMatchObject({ waiting: 0, problems: [] })
        await beside(async (services) => {
          expect(await leftOf(services, since)).toEqual(all)
          expect(await checkInvariants(services)).toEqual([])
        })
        await payAgain()
      }
    }, 600_000)
  }
})
