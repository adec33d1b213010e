import { randomInt, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, type CalendarDate } from '../../src/domain/shared/calendar-date.ts'
import type { OrganisationId } from '../../src/domain/shared/ids.ts'
import { businessDay, instantOf } from '../../src/domain/shared/time.ts'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { found } from '../../src/server/refusal.ts'
import type { Services } from '../../src/server/services.ts'
import { asSystem, openSession } from '../support/actors.ts'
import { onePicture } from '../support/claims.ts'
import { CARD, sheetOf } from '../support/entry-case.ts'
import { done, killable, momentWithin, timed, wasAcknowledged, type Kill, type Person } from '../support/killable.ts'
import { rounds } from '../support/long.ts'

/** A stay under a cover; each begins on a day of its own. */
type Event = { readonly coverId: string; readonly on: CalendarDate }
type Case = { readonly id: string; readonly kind: string }
type Steps = 'accept' | 'submit' | 'return' | 'pass' | 'approve'
const PART_OF = {
  accept: 'acceptance',
  submit: 'submission',
  return: 'decision',
  pass: 'decision',
  approve: 'decision',
} as const satisfies Record<Steps, string>

const ACTIONS = [
  'claims.accept',
  'claim-entry.submit',
  'claim-review.return',
  'claim-review.pass',
  'claim-review.approve',
]

describe('the cases of one event during which something is killed', () => {
  const { open, start, close, beside, killed, call, must, upload } = killable('claims')
  let handler: Person
  let first: Person
  let second: Person
  let covers: readonly string[]
  let used = 0
  /** What a kill came to before it was answered for. */
  const stopped = { acceptance: 0, submission: 0, decision: 0 }
  /** How long each step takes that nobody disturbs. */
  const undisturbed: Record<Steps, number> = { accept: 0, submit: 0, return: 0, pass: 0, approve: 0 }

  beforeAll(async () => {
    await open()
    await beside(async (services) => {
      const { rows } = await asSystem(services, ({ db }) =>
        sql<{ unitId: OrganisationId; officeId: OrganisationId; coverId: string }>`select c.unit_id as "unitId",
            e.office_id as "officeId", c.id as "coverId"
          from covers c join enrolments e on e.id = c.enrolment_id
          where c.plan_code = 'comprehensive' and current_date - 60 <@ c.period and current_date <@ c.period
          order by c.unit_id, c.row_number`.execute(db),
      )
      const { unitId, officeId } = found(rows[0])
      covers = rows.filter((row) => row.unitId === unitId).map(({ coverId }) => coverId)
      handler = await openSession(services, unitId, { desks: ['unit-handler'] })
      first = await openSession(services, officeId, { desks: ['claim-first-review'] })
      second = await openSession(services, officeId, { desks: ['claim-second-review'] })
    })
    await walk('return')
    await walk('approve')
  }, 240_000)
  afterAll(() => close())

  /** Everything that a step about the event may change. */
  const eventOf = ({ coverId, on }: Event, services: Services) =>
    asSystem(services, async ({ db }) => {
      const { rows } = await sql<Record<string, unknown>>`
        with event as (select * from claims where cover_id = ${coverId} and incident_on = ${on})
        select (select coalesce(jsonb_agg(jsonb_build_array(kind, state, version, amount, promised_on is null,
            reasons_sealed is null, payee_sealed is null) order by kind), '[]') from event) as cases,
          (select coalesce(jsonb_agg(jsonb_build_array(c.kind, w.kind, w.holder_id is null) order by c.kind, w.kind), '[]')
            from work_items w join event c on c.id = w.subject_id) as pools,
          (select coalesce(jsonb_agg(jsonb_build_array(r.kind, r.state, r.money) order by r.kind), '[]')
            from benefit_reserves r join event c on c.id = r.claim_id) as reserves,
          (select coalesce(sum(used), 0)::text from benefit_limits l where l.person_id in (select person_id from event)) as used,
          (select count(*)::int from claim_invoices i join event c on c.id = i.claim_id) as invoices,
          (select coalesce(jsonb_agg(jsonb_build_array(c.kind, d.action) order by c.kind, d.at, d.id), '[]')
            from claim_decisions d join event c on c.id = d.claim_id) as decisions,
          (select count(*)::int from messages where kind = 'claim-returned') as told,
          (select count(*)::int from journal where action = any(${ACTIONS}) and result = 'done') as entries`.execute(db)
      return found(rows[0])
    })

  type Struck = {
    readonly step: Steps
    readonly by: Person
    readonly path: string
    readonly body: object
    readonly event: Event
  }

  /** A step during which something dies: done whole or not at all, and done once when it is sent again. */
  async function struck({ step, by, path, body, event }: Struck, kill?: Kill): Promise<Record<string, unknown>> {
    if (kill === undefined) {
      const { result, ms } = await timed(() => must(by, path, body))
      undisturbed[step] = Math.max(undisturbed[step], ms)
      return result
    }
    const key = randomUUID()
    const after = momentWithin(undisturbed[step])
    const when = `${step}, killed after ${after} ms`
    const before = await beside((services) => eventOf(event, services))
    const answering = call(by, path, body, key)
    await sleep(after)
    await kill()
    const acknowledged = await answering
    await start()
    const left = await beside((services) => eventOf(event, services))
    const again = await call(by, path, body, key)
    expect(again, when).toMatchObject({ status: 200 })
    const done = await beside((services) => eventOf(event, services))
    expect(done, when).not.toEqual(before)
    const known = wasAcknowledged(acknowledged)
    if (!known) stopped[PART_OF[step]] += 1
    expect(known ? [done] : [before, done], when).toContainEqual(left)
    if (known) expect(again, when).toEqual(acknowledged)
    expect(await beside((services) => checkInvariants(services)), when).toEqual([])
    return again === 'unknown' ? {} : again.body
  }

  async function fillSlots(id: string): Promise<void> {
    const { slots } = await must<{ slots: { kind: string; missing: number }[] }>(handler, `/api/claims/${id}/materials`)
    for (const { kind, missing } of slots)
      for (let one = 0; one < missing; one += 1) {
        const picture = new Uint8Array(await onePicture())
        await done(upload(handler, `/api/claims/${id}/materials/upload/${kind}`, `${kind}.png`, picture))
      }
  }
  const assessed = (id: string) =>
    must<{ version: number; calculation: { total: string } | null }>(handler, `/api/claims/${id}/entry`)

  /** 费用录入 of both cases, with the amounts that 申领提交 is shown. */
  async function entered(
    cases: readonly Case[],
    { on }: Event,
    selfPaid1: string,
  ): Promise<{ path: string; body: object }> {
    const wanted = []
    for (const { id } of cases) {
      const { entry, insured } = await must<{
        entry: { payee: object; incident: object }
        insured: Record<string, string>
      }>(handler, `/api/claims/${id}/open`, {})
      const payee = { ...entry.payee, name: insured['name'], idNumber: insured['idNumber'], mobile: '19900001234' }
      const stay = { admittedOn: on, dischargedOn: addDays(on, 8), invoiceNumber: `INV${randomInt(1e9)}` }
      const sheet = sheetOf({ ...stay, selfPaid1, total: String(11980 + Number(selfPaid1) + 2140) })
      await must(handler, `/api/claims/${id}/entry`, {
        version: (await assessed(id)).version,
        entry: {
          payee: { ...payee, card: CARD, bank: '示例银行' },
          incident: { ...entry.incident, diagnosisCode: 'K35.900', diagnosisName: '急性阑尾炎' },
          sheets: [sheet],
        },
      })
    }
    for (const { id } of cases)
      await must(handler, `/api/claims/${id}/calculate`, { version: (await assessed(id)).version })
    for (const { id } of cases) {
      const { version, calculation } = await assessed(id)
      wanted.push({ id, version, shown: calculation?.total ?? '' })
    }
    const [{ id, ...own }, ...also] = wanted as [(typeof wanted)[number], ...typeof wanted]
    return { path: `/api/claims/${id}/submit`, body: { ...own, also } }
  }
  const take = (by: Person, kind: string, cases: readonly Case[]) =>
    must(by, '/api/work/take', { kind, subjects: cases.map(({ id }) => id) })
  async function seen(cases: readonly Case[]): Promise<object[]> {
    const rows = await beside((services) =>
      asSystem(services, ({ db }) =>
        sql<{
          id: string
          version: number
        }>`select id, version from claims where id = any(${cases.map(({ id }) => id)}::uuid[])`.execute(db),
      ),
    )
    return rows.rows
  }

  /** 疾病住院 and 住院津贴 of one stay, from 受理 until they are sent back or payable. */
  async function walk(until: 'return' | 'approve', kill?: Kill): Promise<void> {
    const coverId = found(covers[used % covers.length])
    // Long under cover, short of today, and another stay where the covers begin again.
    const on = addDays(businessDay(instantOf(Date.now())), -20 - 12 * Math.floor(used++ / covers.length))
    const event = { coverId, on }
    const strike = (step: Steps, by: Person, path: string, body: object) =>
      struck({ step, by, path, body, event }, kill)
    const items = (['illness-inpatient', 'hospital-allowance'] as const).map((kind) => ({
      coverId,
      kind,
      incidentOn: on,
    }))
    const { cases } = (await strike('accept', handler, '/api/claims/accept', { items })) as unknown as { cases: Case[] }
    const stay = found(cases[0])
    await fillSlots(stay.id)
    await must(handler, '/api/claims/materials/complete', { ids: [stay.id], card: CARD, bank: '示例银行' })
    await take(handler, 'claim-entry', cases)
    const submission = await entered(cases, event, '4520')
    expect(await strike('submit', handler, submission.path, submission.body)).toMatchObject({ missing: [] })
    await take(first, 'claim-first-review', cases)
    if (until === 'return') {
      const point = { target: 'field', path: 'sheets.0.total', materialId: null, area: null, text: '票面不符' }
      await strike('return', first, '/api/claim-reviews/return', {
        cases: await seen(cases),
        to: 'entry',
        points: [point],
      })
      return
    }
    await strike('pass', first, '/api/claim-reviews/pass', { cases: await seen(cases) })
    await take(second, 'claim-second-review', cases)
    const approved = await strike('approve', second, '/api/claim-reviews/approve', { cases: await seen(cases) })
    expect(approved).toMatchObject({ cases: [{ state: 'payable' }, { state: 'payable' }] })
  }

  for (const [what, kill] of Object.entries(killed)) {
    it(`are accepted, submitted and decided together or not at all: ${what}`, { timeout: 1_800_000 }, async () => {
      for (let round = 0; round < rounds(2, 20); round++) await walk(round % 2 === 0 ? 'return' : 'approve', kill)
    })
  }
  it('kills found what they were to disturb before it was acknowledged', () => {
    for (const [part, count] of Object.entries(stopped)) expect(count, part).toBeGreaterThanOrEqual(rounds(0, 1))
    expect(Object.values(stopped).reduce((sum, count) => sum + count)).toBeGreaterThan(0)
  })
})
