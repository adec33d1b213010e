import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endUnpaid } from '../../src/server/enrolment/end-unpaid.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { detailOf, fixture, importFile, newEnrolment } from '../support/enrolment.ts'
import { registerUnit } from '../support/registered-unit.ts'
import { submit } from '../support/submittable.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

describe('an enrolment on its way through 参保初审', () => {
  let server: TestServer
  let association: Association
  let handler: Actor
  let reviewer: Actor
  let photo: Buffer
  let id: string

  const versionOf = async () => (await detailOf(handler, id)).version
  const act = async (actor: Actor, action: string, more: object = {}) =>
    actor.post(`/api/enrolments/${id}/${action}`, { version: await versionOf(), ...more })
  const take = (actor: Actor) => actor.post('/api/work/take', { kind: 'enrolment-review', subjects: [id] })
  const holds = () =>
    asSystem(server.services, async (tx) => {
      const { rows } = await sql<{ count: number }>`select count(*)::int as count from enrolment_holds
        where enrolment_id = ${id}`.execute(tx.db)
      return rows[0]?.count
    })

  beforeAll(async () => {
    server = await startTestServer({ at: '2026-11-30T10:00:00+08:00' })
    association = await makeAssociation(server)
    handler = await signIn(server, association.unitId, { desks: ['unit-handler'] })
    reviewer = await signIn(server, association.agencyId, { desks: ['enrolment-review', 'finance'] })
    photo = await sharp({ create: { width: 20, height: 20, channels: 3, background: 'blue' } })
      .png()
      .toBuffer()
    id = await newEnrolment(handler, { comprehensive: 1 }, { staffCount: 130, womenCount: 70 })
  })
  afterAll(() => server.stop())

  it('is not taken while something is missing, and says what', async () => {
    const answer = (await submit(handler, id)).json()
    expect(answer.findings.map(({ code }: { code: string }) => code)).toEqual([
      'roster-empty',
      'social-insurance-missing',
    ])
    expect((await detailOf(handler, id)).state).toBe('draft')
  })
  it('goes to the reviewers once everything is there, with prices and days frozen', async () => {
    await importFile(
      { handler, services: server.services },
      { id, planCode: 'comprehensive', name: 'roster.xlsx', bytes: fixture('roster-clean-120.xlsx') },
    )
    await handler.upload(`/api/enrolments/${id}/attachments/social-insurance`, '证明.png', photo)
    const answer = await submit(handler, id)
    expect(answer.json()).toMatchObject({ findings: [] })
    const detail = await detailOf(handler, id)
    expect(detail).toMatchObject({ state: 'submitted', missing: [] })
    const frozen = await asSystem(server.services, async (tx) => {
      const { rows } = await sql<{ first_day: string; sum: number; heads: number }>`select first_day::text,
        sum(price)::bigint as sum, count(*)::int as heads from roster_people where enrolment_id = ${id}
        group by first_day`.execute(tx.db)
      return rows
    })
    expect(frozen).toEqual([{ first_day: '2026-12-01', sum: Number(detail.total) * 100, heads: 120 }])
    expect(await holds()).toBe(120)
  })
  it('cannot be changed by the unit any more, but can be withdrawn until someone takes it', async () => {
    expect((await handler.post(`/api/enrolments/${id}/facts`, { staffCount: 1 })).statusCode).toBe(409)
    expect((await act(handler, 'withdraw')).statusCode).toBe(200)
    expect(await holds()).toBe(0)
    expect((await submit(handler, id)).json().findings).toEqual([])
    const waiting = (await reviewer.get('/api/enrolments?tab=review-waiting')).json()
    expect(waiting).toMatchObject({ waiting: 1, mine: 0, rows: [{ id, state: 'submitted', people: 120 }] })
    // Submitted on a Monday: three working days, until the end of Thursday.
    expect(waiting.rows[0].dueAt).toBe('2026-12-03T16:00:00.000Z')
    await take(reviewer)
    expect((await act(handler, 'withdraw')).json().refusal.code).toBe('already-in-review')
  })
  it('shows its people in full only to its holder, after an opening that stands in the journal', async () => {
    type Row = { name: string; idNumber: string; phone: string; born: string }
    const first = async (actor: Actor) => {
      const answer = await actor.post(`/api/enrolments/${id}/rosters/comprehensive/window`, { from: 1, to: 1 })
      return answer.json<{ rows: Row[] }>().rows[0]
    }
    const whole = await first(handler)
    const masked = { name: `${whole?.name.charAt(0)}*`, born: whole?.born.slice(0, 4) }
    const openings = () =>
      asSystem(server.services, async (tx) => {
        const { rows } = await sql`select from journal where action = 'enrolment.open-review' and subject_id = ${id}
          and account_id = ${reviewer.accountId}`.execute(tx.db)
        return rows.length
      })
    expect([await first(reviewer), await openings()]).toMatchObject([masked, 0])
    await reviewer.post(`/api/enrolments/${id}/open-review`)
    expect([await first(reviewer), await openings()]).toEqual([whole, 1])
    const colleague = await signIn(server, association.agencyId, { desks: ['enrolment-review'] })
    await colleague.post(`/api/enrolments/${id}/open-review`)
    expect(await first(colleague)).toMatchObject(masked)
    // Each hold needs an opening of its own.
    server.clock.set('2026-11-30T10:30:00+08:00')
    await reviewer.post('/api/work/release', { kind: 'enrolment-review', subjects: [id] })
    expect(await first(reviewer)).toMatchObject(masked)
    await take(reviewer)
    expect(await first(reviewer)).toMatchObject(masked)
    await reviewer.post(`/api/enrolments/${id}/open-review`)
    expect(await first(reviewer)).toEqual(whole)
  })
  it('comes back with reasons that point at step, field and person', async () => {
    const roster = await asSystem(server.services, async (tx) => {
      const { rows } = await sql<{ id: string; name: string }>`select r.id, p.name from roster_people r
        join people p on p.id = r.people_id where r.enrolment_id = ${id} order by r.row_number limit 1`.execute(tx.db)
      return rows
    })
    const [person] = roster
    const reasons = [
      { step: 'submission', field: 'social-insurance', text: '缴费证明看不清' },
      { step: 'roster', planCode: 'comprehensive', personId: person?.id, text: '请核对姓名' },
    ]
    expect((await act(reviewer, 'return', { reasons })).statusCode).toBe(200)
    const detail = await detailOf(handler, id)
    expect(detail.state).toBe('returned')
    expect(detail.returnReasons).toMatchObject([
      { step: 'submission', field: 'social-insurance' },
      { personName: person?.name, personId: person?.id },
    ])
    expect(await holds()).toBe(0)
    expect((await handler.get('/api/enrolments?tab=editing')).json().rows[0].returned).toEqual([
      '缴费证明看不清',
      '请核对姓名',
    ])
  })
  it('is approved at the second try, by somebody else than its submitter', async () => {
    expect((await submit(handler, id)).json().findings).toEqual([])
    await take(reviewer)
    expect((await act(reviewer, 'approve')).statusCode).toBe(200)
    expect(await detailOf(handler, id)).toMatchObject({ state: 'invoicing', returnReasons: [] })
    expect(await holds()).toBe(120)
    const { history } = await detailOf(handler, id)
    expect(history.map(({ action }) => action)).toEqual([
      'enrolment.create',
      'enrolment.submit',
      'enrolment.withdraw',
      'enrolment.submit',
      'enrolment.return',
      'enrolment.submit',
      'enrolment.approve',
    ])
  })
  it('proposes its staff for the next enrolment of the unit, whose registration told of others', async () => {
    await registerUnit(server, handler)
    const { id: next } = (await handler.post('/api/enrolments')).json<{ id: string }>()
    expect(await detailOf(handler, next)).toMatchObject({ proposedStaffCount: 130, proposedWomenCount: 70 })
  })
  it('keeps its persons from every other enrolment of the plan, here and elsewhere', async () => {
    const elsewhere = await signIn(server, association.otherUnitId, { desks: ['unit-handler'] })
    for (const [actor, word] of [
      [handler, '本单位另一份'],
      [elsewhere, '其他单位'],
    ] as const) {
      const other = await newEnrolment(actor, { comprehensive: 1 })
      const batch = await importFile(
        { handler: actor, services: server.services },
        { id: other, planCode: 'comprehensive', name: 'same.xlsx', bytes: fixture('roster-clean-120.xlsx') },
      )
      expect(batch).toMatchObject({ accepted: 0, refused: 120 })
      expect(batch.byCause).toMatchObject([{ code: 'E11', rows: 120 }])
      const { rows } = (await actor.get(`/api/batches/${batch.id}/refused`)).json()
      expect(rows[0].problems[0].message).toContain(word)
    }
  })
  it('is warned and then voided where no money comes', async () => {
    const night = (at: string) => {
      server.clock.set(at)
      return endUnpaid(server.services, new AbortController().signal, console)
    }
    await night('2027-01-21T01:00:00+08:00')
    expect((await detailOf(handler, id)).history.at(-1)?.action).toBe('enrolment.approve')
    await night('2027-01-22T01:00:00+08:00')
    expect((await detailOf(handler, id)).history.at(-1)?.action).toBe('enrolment.warn-unpaid')
    await night('2027-01-29T01:00:00+08:00')
    expect((await detailOf(handler, id)).state).toBe('invoicing')
    await night('2027-01-30T01:00:00+08:00')
    expect((await detailOf(handler, id)).state).toBe('void')
    expect(await holds()).toBe(0)
  })
})
