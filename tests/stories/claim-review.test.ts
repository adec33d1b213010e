import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkCharacter } from '../../src/domain/shared/id-number.ts'
import { makeClaimLetter } from '../../src/server/claims/make-claim-letter.ts'
import { lastCode } from '../support/accounts.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import {
  enteredClaims,
  entryFor,
  fillSlots,
  saveEntry,
  submitEntered,
  submittedClaims,
  type ClaimWishes,
} from '../support/claims.ts'
import { insuredPeople, type Insured } from '../support/insured.ts'
import { pdfText } from '../support/pdf-text.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { visit } from '../support/visitor.ts'

type Desk = 'claim-first-review' | 'claim-second-review' | 'claim-approval'

describe('a claim under review', () => {
  let server: TestServer
  let association: Association
  let handler: Actor
  let clerk: Actor
  let first: Actor
  let second: Actor
  let approver: Actor
  let insured: readonly Insured[]
  let others: readonly Insured[]
  let critical: readonly Insured[]
  let drivers: readonly Insured[]
  let next = 0
  const person = (from = insured): Insured => {
    const found = from[next++ % from.length]
    if (!found) throw new Error('nobody is insured')
    return found
  }

  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
    handler = await signIn(server, association.unitId, { desks: ['unit-handler'], name: '经办' })
    clerk = await signIn(server, association.officeId, { desks: ['claim-entry'], name: '录入' })
    first = await signIn(server, association.officeId, { desks: ['claim-first-review'], name: '初审' })
    second = await signIn(server, association.officeId, { desks: ['claim-second-review'], name: '复审' })
    approver = await signIn(server, association.officeId, { desks: ['claim-approval'], name: '审批' })
    insured = await insuredPeople(server, association, { people: 40 })
    critical = await insuredPeople(server, association, { people: 4, planCode: 'hubei-critical', from: 500 })
    // The last of them in another plan too.
    drivers = await insuredPeople(server, association, { people: 1, planCode: 'henan-drivers', from: 39 })
    await asSystem(server.services, ({ db }) =>
      sql`update units set contact_account_id = ${handler.accountId} where organisation_id = ${association.unitId}`.execute(
        db,
      ),
    )
    others = await insuredPeople(server, association, { people: 5, from: 700 })
    server.clock.set('2026-12-01T09:00:00+08:00')
  }, 60_000)
  afterAll(() => server.stop())

  const stateOf = async (id: string) => {
    const { rows } = await asSystem(server.services, ({ db }) =>
      sql<
        Record<string, unknown>
      >`select c.state, c.version, c.amount, c.proposal, c.promised_on::text as "promisedOn", c.days_left as "daysLeft",
          c.card_index is not null as frozen, r.state as reserve, r.money, (select count(*)::int from claim_invoices i
            where i.claim_id = c.id and i.live) as invoices,
          (select kind from work_items w where w.subject_id = c.id) as pool
        from claims c left join benefit_reserves r on r.claim_id = c.id where c.id = ${id}`.execute(db),
    )
    return rows[0] as Record<string, never>
  }
  const seen = async (id: string) => ({ id, version: Number((await stateOf(id))['version']) })
  const take = async (actor: Actor, kind: Desk, ...subjects: string[]) => {
    const { results } = (await actor.post('/api/work/take', { kind, subjects })).json()
    expect(results.every(({ got }: { got: boolean }) => got)).toBe(true)
  }
  const post = async (actor: Actor, path: string, body: object) => {
    const answer = await actor.post(`/api/claim-reviews/${path}`, body)
    return { status: answer.statusCode, ...answer.json() }
  }
  const open = async (actor: Actor, id: string) => (await actor.post(`/api/claim-reviews/${id}/open`)).json()
  const one = async (wishes: Omit<ClaimWishes, 'kinds' | 'insured' | 'on'> & Partial<ClaimWishes> = {}) => {
    const [claim] = await submittedClaims(server, handler, {
      insured: wishes.insured ?? person(),
      kinds: ['accident-inpatient'],
      on: '2026-11-20',
      ...wishes,
    })
    return claim?.id ?? ''
  }
  const passed = async (id: string) => {
    await take(first, 'claim-first-review', id)
    expect((await post(first, 'pass', { cases: [await seen(id)] })).status).toBe(200)
    await take(second, 'claim-second-review', id)
  }
  const messages = async () => {
    const { rows } = await asSystem(server.services, ({ db }) =>
      sql<{ kind: string }>`select kind from messages order by id`.execute(db),
    )
    return rows.map(({ kind }) => kind)
  }

  it('passes 初审 and 复审 and is payable, its payee frozen', async () => {
    const id = await one()
    expect(await stateOf(id)).toMatchObject({ state: 'first-review', pool: 'claim-first-review', reserve: 'reserved' })
    const review = await open(first, id)
    expect(review.findings.map(({ level }: { level: string }) => level)).not.toContain('strong')
    expect(review).toMatchObject({ stale: false, blocked: null, approval: { next: 'payable', total: '400.00' } })
    await passed(id)
    expect(await stateOf(id)).toMatchObject({ state: 'second-review', pool: 'claim-second-review' })
    const decided = await post(second, 'approve', { cases: [await seen(id)], note: '材料齐全' })
    expect(decided.cases).toMatchObject([{ id, state: 'payable' }])
    expect(await stateOf(id)).toMatchObject({
      state: 'payable',
      pool: null,
      frozen: true,
      reserve: 'reserved',
      money: 40_000,
    })
  })

  it('who decided it in a round that was returned neither makes nor releases the batch that pays it', async () => {
    const person = randomBytes(35)
    const wishes = { desks: ['claim-first-review' as const], name: '前一轮初审', personIndex: person }
    const earlier = await signIn(server, association.officeId, wishes)
    const id = await one({ insured: others[4]! })
    await take(earlier, 'claim-first-review', id)
    expect((await post(earlier, 'pass', { cases: [await seen(id)] })).status).toBe(200)
    await take(second, 'claim-second-review', id)
    expect((await post(second, 'return-inside', { cases: [await seen(id)], note: '请再核对' })).status).toBe(200)
    await passed(id)
    expect((await post(second, 'approve', { cases: [await seen(id)] })).status).toBe(200)

    await asSystem(server.services, ({ db }) =>
      sql`update organisations set bank_account_name = '示例办事处', bank_name = '示例银行',
        bank_account_number = '3713000100000188' where id = ${association.officeId}`.execute(db),
    )
    // Another account of the same person, and another person.
    const paying = { desks: ['payout-making' as const, 'payout-release' as const] }
    const same = await signIn(server, association.officeId, { ...paying, name: '编制', personIndex: person })
    const maker = await signIn(server, association.officeId, { ...paying, name: '另一人' })
    const batch = { officeId: association.officeId, format: 'csv-gb18030', claims: [id] }
    const listed = (await same.get('/api/payouts/payable')).json().rows.find((row: { id: string }) => row.id === id)
    expect(listed).toMatchObject({ decidedByMe: true })
    expect((await same.post('/api/payout-batches', batch)).json()).toMatchObject({
      refusal: { code: 'maker-decided-claim' },
    })
    const made = (await maker.post('/api/payout-batches', batch)).json()
    expect((await same.post(`/api/payout-batches/${made.id}/release`, { version: 0 })).json()).toMatchObject({
      refusal: { code: 'releaser-decided-claim' },
    })
    const { rows } = await asSystem(server.services, ({ db }) =>
      sql<{ earlier: boolean; person: boolean; nobody: boolean }>`select
          decided_claim(${id}, ${earlier.accountId}, null) as earlier,
          coalesce(decided_claim(${id}, ${same.accountId}, ${person}), false) as person,
          coalesce(decided_claim(${id}, ${maker.accountId}, null), false) as nobody`.execute(db),
    )
    expect(rows).toEqual([{ earlier: true, person: true, nobody: false }])
  })

  it('stands in its pool by the day it is due, later pages included; what has no day comes last', async () => {
    const [late, soon, none] = [await one(), await one(), await one()]
    const dueAt = (id: string, at: string | null) =>
      asSystem(server.services, ({ db }) =>
        sql`update work_items set due_at = ${at}::timestamptz where subject_id = ${id}`.execute(db),
      )
    await dueAt(late, '2026-12-09T00:00:00+08:00')
    await dueAt(soon, '2026-11-30T00:00:00+08:00')
    await dueAt(none, null)
    const shown: { id: string; overdue: boolean }[] = []
    let cursor: string | undefined
    do {
      const page = await first.post('/api/claims/list', { tab: 'first-review-waiting', limit: 1, cursor })
      const { rows, next } = page.json<{ rows: typeof shown; next: string | null }>()
      shown.push(...rows)
      cursor = next ?? undefined
    } while (cursor !== undefined)
    const ours = shown.filter(({ id }) => [late, soon, none].includes(id))
    expect(ours.map(({ id, overdue }) => [id, overdue])).toEqual([
      [soon, true],
      [late, false],
      [none, false],
    ])
    expect(shown.at(0)?.id).toBe(soon)
    expect(shown.at(-1)?.id).toBe(none)
  })

  it('is marked in the list of whoever had it before: somebody else decides it', async () => {
    const id = await one()
    const both = await signIn(server, association.officeId, {
      desks: ['claim-first-review', 'claim-second-review'],
      name: '两岗',
    })
    const rowOf = async (actor: Actor, tab: string) => {
      const { number } = (await handler.post(`/api/claims/${id}/open`)).json()
      return (await actor.post('/api/claims/list', { tab, number })).json().rows
    }
    expect(await rowOf(both, 'first-review-waiting')).toMatchObject([{ blocked: false }])
    await take(both, 'claim-first-review', id)
    await post(both, 'pass', { cases: [await seen(id)] })
    expect(await rowOf(both, 'second-review-waiting')).toMatchObject([{ id, blocked: true }])
    expect(await rowOf(second, 'second-review-waiting')).toMatchObject([{ id, blocked: false }])
  })

  it('shows finance whom and how much to pay, not what happened', async () => {
    const id = await one({ sheet: { treatment: '切开复位内固定' } })
    await passed(id)
    await post(second, 'approve', { cases: [await seen(id)], note: '骨折属实' })
    const opened = async (desks: readonly ('payout-making' | 'audit')[]) => {
      const actor = await signIn(server, association.officeId, { desks: [...desks] })
      const answer = await actor.post(`/api/claims/${id}/open`)
      expect(answer.statusCode).toBe(200)
      return answer
    }
    const medical = /髌骨骨折|S82|滑倒|切开复位|骨折属实/
    expect((await opened(['audit'])).body).toMatch(medical)
    const finance = await opened(['payout-making'])
    expect(finance.body).not.toMatch(medical)
    expect(finance.json()).toMatchObject({
      full: false,
      entry: { payee: { bank: '中国工商银行' }, incident: { on: '2026-11-20' }, sheets: [{ selfPaid1: '1000.00' }] },
      calculation: { total: '400.00' },
    })
  })

  it('keeps letters, which say what happened, from finance', async () => {
    const finance = await signIn(server, association.officeId, { desks: ['payout-making', 'payout-release'] })
    expect((await finance.get(`/api/claims/${await one()}/letters/closed`)).statusCode).toBe(403)
  })

  it('needs 申领审批 above the threshold, by an officer with a limit for it', async () => {
    const id = await one({ selfPaid: '30000.00' })
    await passed(id)
    expect((await open(second, id)).approval).toMatchObject({
      total: '15500.00',
      threshold: '5000.00',
      next: 'approval',
      above: true,
    })
    await post(second, 'approve', { cases: [await seen(id)] })
    expect(await stateOf(id)).toMatchObject({ state: 'approval', pool: 'claim-approval', frozen: false })
    await take(approver, 'claim-approval', id)
    const refused = await post(approver, 'approve', { cases: [await seen(id)] })
    expect(refused.refusal).toEqual({ code: 'claim-beyond-limit', total: 1_550_000, limit: 500_000 })
    await giveLimit(approver, '20000')
    expect((await open(approver, id)).approval).toMatchObject({ limit: '20000.00', above: false })
    expect((await post(approver, 'approve', { cases: [await seen(id)] })).cases).toMatchObject([{ state: 'payable' }])
  })

  it('needs 申领审批 above the limit of the officer of 复审', async () => {
    const id = await one()
    await passed(id)
    await giveLimit(second, '399.99')
    expect((await open(second, id)).approval).toMatchObject({ limit: '399.99', next: 'approval' })
    await post(second, 'approve', { cases: [await seen(id)] })
    expect((await stateOf(id))['state']).toBe('approval')
    await giveLimit(second, null)
  })

  it('counts everything that one event pays the person, and decides its cases together', async () => {
    const claims = await submittedClaims(server, handler, {
      insured: person(),
      kinds: ['accident-inpatient', 'hospital-allowance'],
      on: '2026-11-15',
      selfPaid: '10500.00',
      sheet: { dischargedOn: '2026-11-30' },
    })
    const ids = claims.map(({ id }) => id)
    await take(first, 'claim-first-review', ...ids)
    const [stay = ''] = ids
    expect((await open(first, stay)).together).toMatchObject([
      { kind: 'hospital-allowance', amount: '360.00', mine: true },
    ])
    const cases = await Promise.all(ids.map(seen))
    expect((await post(first, 'pass', { cases })).cases).toHaveLength(2)
    await take(second, 'claim-second-review', ...ids)
    // 4,750.00 alone would stay within the threshold; with the allowance of 360.00 the event does not.
    expect((await open(second, stay)).approval).toMatchObject({ total: '5110.00', next: 'approval' })
    await post(second, 'approve', { cases: await Promise.all(ids.map(seen)) })
    for (const id of ids) expect((await stateOf(id))['state']).toBe('approval')
  })

  it('is decided together with cases of the same event only', async () => {
    const ids = [await one(), await one()]
    await take(first, 'claim-first-review', ...ids)
    const answer = await post(first, 'pass', { cases: await Promise.all(ids.map(seen)) })
    expect(answer.refusal.code).toBe('claims-not-together')
  })

  it('goes back to the unit with points, and comes back to the same reviewer with what changed', async () => {
    const insuredPerson = person()
    const wishes = { insured: insuredPerson, kinds: ['accident-inpatient'], on: '2026-11-20' } as const
    const [claim = { id: '', number: '' }] = await submittedClaims(server, handler, wishes)
    const { id, number } = claim
    await take(first, 'claim-first-review', id)
    const [image] = (await open(first, id)).claim.materials
    const points = [
      { target: 'field', path: 'sheets.0.total', materialId: null, area: null, text: '结算总金额与发票不符' },
      {
        target: 'material',
        path: image.kind,
        materialId: image.id,
        area: { x: 1000, y: 2000, width: 3000, height: 1000 },
        text: '这一处看不清',
      },
    ]
    await post(first, `${id}/draft`, { points: points.slice(0, 1) })
    expect((await open(first, id)).draft).toEqual(points.slice(0, 1))
    server.clock.set('2026-12-02T10:00:00+08:00')
    await take(first, 'claim-first-review', id)
    const before = (await messages()).length
    const answer = await post(first, 'return', { cases: [await seen(id)], to: 'entry', points, note: '内部备注' })
    expect(answer.cases).toMatchObject([{ state: 'entry' }])
    expect((await messages()).slice(before)).toEqual(['claim-returned'])
    expect(await stateOf(id)).toMatchObject({
      pool: 'claim-entry',
      reserve: 'released',
      promisedOn: null,
      daysLeft: 9,
      invoices: 1,
    })
    const shown = (await handler.post(`/api/claims/${id}/open`)).json()
    expect(shown.reasons).toEqual(points)
    expect(JSON.stringify(shown.decisions)).not.toContain('内部备注')
    expect(shown.decisions.at(-1)).toMatchObject({ action: 'return-to-entry', who: null })

    const back = (await handler.post('/api/claims/list', { tab: 'entry-waiting', number })).json()
    expect(back.rows).toMatchObject([{ number, dueAt: expect.stringMatching(/T16:00:00.000Z$/) }])

    server.clock.set('2026-12-09T09:00:00+08:00')
    await handler.post('/api/work/take', { kind: 'claim-entry', subjects: [id] })
    await saveEntry(handler, id, entryFor({ ...wishes, selfPaid: '1200.00' }))
    await submitEntered(handler, [id])
    expect(await stateOf(id)).toMatchObject({ state: 'first-review', promisedOn: '2026-12-22', reserve: 'reserved' })
    const { rows } = (await first.post('/api/claims/list', { tab: 'first-review-waiting', number })).json()
    expect(rows).toMatchObject([{ number, preferred: { name: '初审', mine: true } }])
    await take(first, 'claim-first-review', id)
    const again = await open(first, id)
    expect(again.changes.asked).toEqual(points)
    expect(again.changes.fields).toContainEqual({ path: 'sheets.0.total', before: '1000.00', after: '1200.00' })
    expect(again.amountChange).toMatchObject({ before: '400.00', after: '480.00' })
    server.clock.set('2026-12-01T09:00:00+08:00')
  })

  it('goes back inside without the unit, and a point at an image of another case is not found', async () => {
    const id = await one()
    await passed(id)
    const point = { target: 'material', path: 'invoice', materialId: crypto.randomUUID(), area: null, text: '看不清' }
    const strange = await post(second, 'return', { cases: [await seen(id)], to: 'materials', points: [point] })
    expect(strange.status).toBe(404)
    const before = (await messages()).length
    await post(second, 'return-inside', { cases: [await seen(id)], note: '请复核诊断' })
    expect((await messages()).length).toBe(before)
    expect(await stateOf(id)).toMatchObject({ state: 'first-review', pool: 'claim-first-review', reserve: 'reserved' })
    await passed(id)
  })

  it('is refused by two persons, with a letter, and its invoices can be claimed anew', async () => {
    const id = await one()
    await take(first, 'claim-first-review', id)
    const none = await post(first, `${id}/propose`, { ...(await seen(id)), proposal: 'decline', reason: '不予给付' })
    expect(none.refusal.code).toBe('claim-not-zero')
    const refusal = { ...(await seen(id)), proposal: 'refuse', clause: '第八条', reason: '酒后驾车，不在保障范围' }
    const wrong = await post(first, `${id}/propose`, { ...refusal, clause: '第九十条' })
    expect(wrong.refusal.code).toBe('claim-clause-missing')
    await post(first, `${id}/propose`, refusal)
    expect(await stateOf(id)).toMatchObject({ state: 'second-review', proposal: 'refuse', reserve: 'reserved' })
    const unit = (await handler.post(`/api/claims/${id}/open`)).json()
    expect(unit).toMatchObject({ proposal: null, clause: null })
    expect(JSON.stringify(unit)).not.toMatch(/酒后|propose/)
    await take(second, 'claim-second-review', id)
    expect((await open(second, id)).proposedReason).toBe('酒后驾车，不在保障范围')
    expect((await post(second, 'approve', { cases: [await seen(id)] })).refusal.code).toBe('claim-no-proposed')
    const answer = await post(second, `${id}/confirm-ending`, await seen(id))
    expect(answer.cases).toMatchObject([{ state: 'refused' }])
    expect(await stateOf(id)).toMatchObject({ pool: null, reserve: 'released', invoices: 0 })
    expect((await messages()).at(-1)).toBe('claim-refused')
    const url = `/api/claims/${id}/letters/refused`
    expect((await handler.get(url)).json().refusal.code).toBe('claim-letter-not-ready')
    await makeClaimLetter(server.services, { subject: id })
    const letter = await handler.get(url)
    const text = pdfText(letter.rawPayload).join('\n')
    for (const part of ['拒付通知书', '甲单位', '第八条', '酒后驾车', '示例办事处', '400.00', '申请复核'])
      expect(text).toContain(part)
    await makeClaimLetter(server.services, { subject: id })
    expect((await second.get(url)).rawPayload.equals(letter.rawPayload)).toBe(true)
    const stranger = await signIn(server, association.otherUnitId, { desks: ['unit-handler'] })
    expect((await stranger.get(url)).statusCode).toBe(404)
  })

  it('whose amount is 0 is declined by the same two desks', async () => {
    const id = await one({ kinds: ['hospital-allowance'], declineReason: '住院不足四日' } as never)
    await take(first, 'claim-first-review', id)
    expect((await open(first, id)).proposedReason).toBe('住院不足四日')
    expect((await post(first, 'pass', { cases: [await seen(id)] })).refusal.code).toBe('claim-amount-zero')
    await post(first, `${id}/propose`, { ...(await seen(id)), proposal: 'decline', reason: '住院天数未超过三日' })
    await take(second, 'claim-second-review', id)
    const early = await post(first, `${id}/confirm-ending`, await seen(id))
    expect(early.refusal.code).toBe('not-allowed')
    expect((await post(second, `${id}/confirm-ending`, await seen(id))).cases).toMatchObject([{ state: 'declined' }])
    expect((await messages()).at(-1)).toBe('claim-declined')
  })

  it('is regraded with both values in the journal, and a judgement of 复审 goes to 审批', async () => {
    const wishes = {
      insured: person(critical),
      kinds: ['critical-illness'],
      incident: { grade: 'mild', diagnosisCode: 'I21.9', diagnosisName: '急性心肌梗死' },
    } as const
    const id = await one(wishes)
    expect((await stateOf(id))['amount']).toBe(300_000)
    await take(first, 'claim-first-review', id)
    expect((await open(first, id)).regradable).toEqual(['grade', 'diagnosisCode', 'diagnosisName'])
    const same = await post(first, `${id}/regrade`, { ...(await seen(id)), grade: 'mild', reason: '重新判断' })
    expect(same.refusal.code).toBe('claim-not-regraded')
    const judged = { grade: 'severe', diagnosisName: '急性前壁心肌梗死', reason: '符合重度标准' }
    const up = await post(first, `${id}/regrade`, { ...(await seen(id)), ...judged })
    expect(up).toMatchObject({ before: '3000.00', after: '10000.00', cases: [{ state: 'second-review' }] })
    expect(await stateOf(id)).toMatchObject({ amount: 1_000_000, money: 1_000_000 })
    await take(second, 'claim-second-review', id)
    const shown = await open(second, id)
    expect(shown.amountChange).toMatchObject({ before: '3000.00', after: '10000.00' })
    expect(shown.claim.decisions.at(-1)).toMatchObject({
      action: 'regrade',
      amountBefore: '3000.00',
      amountAfter: '10000.00',
      changes: [
        { path: 'incident.diagnosisName', before: '急性心肌梗死', after: '急性前壁心肌梗死' },
        { path: 'incident.grade', before: 'mild', after: 'severe' },
      ],
    })
    const down = await post(second, `${id}/regrade`, { ...(await seen(id)), grade: 'mild', reason: '不符合重度标准' })
    expect(down).toMatchObject({ before: '10000.00', after: '3000.00', cases: [{ state: 'approval' }] })
    const { rows } = await asSystem(server.services, ({ db }) =>
      sql<object>`select before, after from journal where subject_id = ${id} and action = 'claim-review.regrade' and result = 'done' order by at, id`.execute(
        db,
      ),
    )
    expect(rows).toMatchObject([
      { before: { grade: 'mild', amount: 300_000 }, after: { grade: 'severe', amount: 1_000_000 } },
      { before: { grade: 'severe', amount: 1_000_000 }, after: { grade: 'mild', amount: 300_000 } },
    ])
    await take(approver, 'claim-approval', id)
    expect((await post(approver, `${id}/regrade`, { ...(await seen(id)), grade: 'severe', reason: '改' })).status).toBe(
      403,
    )
    expect((await post(approver, 'approve', { cases: [await seen(id)] })).cases).toMatchObject([{ state: 'payable' }])
  })

  it('that a regrade brings to 0 is declined with the reason of the regrade, not with one of an earlier round', async () => {
    const wishes = (grade: 'mild' | 'severe', on: string) =>
      ({
        insured: insuredPerson,
        kinds: ['critical-illness'],
        on,
        incident: { grade, diagnosisCode: 'I21.9', diagnosisName: '急性心肌梗死' },
      }) as const
    const insuredPerson = person(critical)
    await one(wishes('mild', '2026-11-18'))
    const id = await one(wishes('severe', '2026-11-20'))
    expect((await stateOf(id))['amount']).toBe(700_000)
    await take(first, 'claim-first-review', id)
    const refusal = { ...(await seen(id)), proposal: 'refuse', clause: '第六条', reason: '既往病史' }
    expect((await post(first, `${id}/propose`, refusal)).status).toBe(200)
    await take(second, 'claim-second-review', id)
    await post(second, 'return-inside', { cases: [await seen(id)], note: '不属于除外责任' })
    await take(first, 'claim-first-review', id)
    const zero = { ...(await seen(id)), grade: 'mild', reason: '按轻度认定，轻度已给付' }
    expect((await post(first, `${id}/regrade`, zero)).after).toBe('0.00')
    const told = (await handler.post(`/api/claims/${id}/open`)).json()
    expect(told).toMatchObject({
      calculation: { total: '7000.00', entryChanged: false },
      entry: { incident: { grade: 'severe' } },
    })
    expect(told.decisions.at(-1)).toMatchObject({ action: 'pass', amountAfter: null, changes: [], text: '' })
    const listed = (await handler.post('/api/claims/list', { tab: 'all', number: told.number })).json()
    expect(listed.rows).toMatchObject([{ amount: '7000.00' }])
    await take(second, 'claim-second-review', id)
    expect((await open(second, id)).proposedReason).toBe('按轻度认定，轻度已给付')
    const answer = await post(second, `${id}/confirm-ending`, await seen(id))
    expect(answer.cases).toMatchObject([{ state: 'declined' }])
    const after = (await handler.post(`/api/claims/${id}/open`)).json()
    expect(after).toMatchObject({ calculation: { total: '0.00' }, entry: { incident: { grade: 'mild' } } })
    await makeClaimLetter(server.services, { subject: id })
    const letter = await handler.get(`/api/claims/${id}/letters/declined`)
    const text = pdfText(letter.rawPayload).join('')
    expect(text).toContain('按轻度认定，轻度已给付')
    expect(text).not.toContain('既往病史')
  })

  it('is withdrawn by its unit also while it is held, and the holder is told', async () => {
    const id = await one()
    await take(first, 'claim-first-review', id)
    const withdrawn = await handler.post(`/api/claims/${id}/withdraw`, { ...(await seen(id)), reason: '职工放弃申领' })
    expect(withdrawn.json().cases).toMatchObject([{ state: 'withdrawn' }])
    expect(await stateOf(id)).toMatchObject({ pool: null, reserve: 'released', invoices: 0 })
    expect((await messages()).at(-1)).toBe('claim-withdrawn')
    const late = await post(first, 'pass', { cases: [{ id, version: 1 }] })
    expect(late.refusal).toEqual({ code: 'claim-step-not-allowed', state: 'withdrawn' })
    const entering = await one()
    await take(first, 'claim-first-review', entering)
    const point = { target: 'field', path: 'payee.bank', materialId: null, area: null, text: '请补开户行' }
    await post(first, 'return', { cases: [await seen(entering)], to: 'entry', points: [point] })
    await clerk.post('/api/work/take', { kind: 'claim-entry', subjects: [entering] })
    const before = (await messages()).filter((kind) => kind === 'claim-withdrawn').length
    await handler.post(`/api/claims/${entering}/withdraw`, { ...(await seen(entering)), reason: '放弃' })
    expect((await messages()).filter((kind) => kind === 'claim-withdrawn')).toHaveLength(before + 1)
    const paid = await one()
    await passed(paid)
    await post(second, 'approve', { cases: [await seen(paid)] })
    const answer = await handler.post(`/api/claims/${paid}/withdraw`, { ...(await seen(paid)), reason: '放弃' })
    expect(answer.json().refusal).toEqual({ code: 'claim-step-not-allowed', state: 'payable' })
  })

  it('is calculated again before the next decision once a case that it counted is gone', async () => {
    const insuredPerson = person()
    const earlier = await one({ insured: insuredPerson, on: '2026-11-16' })
    const later = await one({ insured: insuredPerson, on: '2026-11-18' })
    await take(first, 'claim-first-review', later)
    await handler.post(`/api/claims/${earlier}/withdraw`, { ...(await seen(earlier)), reason: '放弃' })
    expect((await open(first, later)).stale).toBe(true)
    const stale = await post(first, 'pass', { cases: [await seen(later)] })
    expect(stale.refusal.code).toBe('claim-calculation-stale')
    const again = await post(first, `${later}/recalculate`, await seen(later))
    expect(again).toMatchObject({ before: '400.00', after: '400.00' })
    expect((await post(first, 'pass', { cases: [await seen(later)] })).cases).toMatchObject([
      { state: 'second-review' },
    ])
  })

  it('takes the free cases of its event along when its holder opens it, and freshens those that go with it', async () => {
    const insuredPerson = person()
    const earlier = await one({ insured: insuredPerson, on: '2026-11-14' })
    const wishes = {
      insured: insuredPerson,
      kinds: ['accident-inpatient', 'hospital-allowance'],
      on: '2026-11-16',
      sheet: { dischargedOn: '2026-11-23' },
    } as const
    const [stay, allowance] = (await submittedClaims(server, handler, wishes)).map(({ id }) => id) as [string, string]
    await take(first, 'claim-first-review', stay)
    expect((await open(first, stay)).together).toMatchObject([{ id: allowance, mine: true }])
    await handler.post(`/api/claims/${earlier}/withdraw`, { ...(await seen(earlier)), reason: '放弃' })
    const alone = await post(first, 'pass', { cases: [await seen(stay), await seen(allowance)] })
    expect(alone.refusal.code).toBe('claim-calculation-stale')
    expect((await post(first, 'pass', { cases: [await seen(allowance), await seen(stay)] })).cases).toHaveLength(2)
  })

  it('stays as it is once a case of another limit is gone', async () => {
    const insuredPerson = person()
    const stay = await one({ insured: insuredPerson, on: '2026-11-14' })
    const allowance = await one({
      insured: insuredPerson,
      kinds: ['hospital-allowance'],
      on: '2026-11-16',
      sheet: { dischargedOn: '2026-11-23' },
    })
    await take(first, 'claim-first-review', allowance)
    await handler.post(`/api/claims/${stay}/withdraw`, { ...(await seen(stay)), reason: '放弃' })
    expect((await open(first, allowance)).stale).toBe(false)
    expect((await post(first, 'pass', { cases: [await seen(allowance)] })).status).toBe(200)
  })

  it('of a death marks the person deceased: later events are refused, earlier ones go on', async () => {
    const insuredPerson = person()
    const heir = {
      relation: 'heir',
      name: '王继承',
      idNumber: `37990119700101001${checkCharacter('37990119700101001')}`,
    } as const
    const incident = { on: '2026-11-18', diedOn: '2026-11-22' }
    const death = await one({
      insured: insuredPerson,
      kinds: ['accident-death'],
      on: '2026-11-18',
      payee: heir,
      incident,
    })
    const before = await one({ insured: insuredPerson, on: '2026-11-21', payee: heir })
    const toSelf = { insured: insuredPerson, kinds: ['accident-inpatient'], on: '2026-11-20' } as const
    const unpassed = await one(toSelf)
    const unapproved = await one({ insured: insuredPerson, on: '2026-11-19' })
    const after = await one({ insured: insuredPerson, on: '2026-11-24', payee: heir })
    await passed(unapproved)
    await passed(death)
    await post(second, 'approve', { cases: [await seen(death)] })
    await take(approver, 'claim-approval', death)
    await giveLimit(approver, '100000')
    expect((await post(approver, 'approve', { cases: [await seen(death)] })).cases).toMatchObject([
      { state: 'payable' },
    ])
    await take(first, 'claim-first-review', before, after)
    expect((await post(first, 'pass', { cases: [await seen(before)] })).status).toBe(200)
    const refused = await post(first, 'pass', { cases: [await seen(after)] })
    expect(refused.refusal).toEqual({ code: 'claim-after-death', diedOn: '2026-11-22' })
    expect((await open(first, after)).findings[0]).toMatchObject({ code: 'death', level: 'strong' })

    const payeeDead = { code: 'claim-payee-dead', diedOn: '2026-11-22' }
    expect((await post(second, 'approve', { cases: [await seen(unapproved)] })).refusal).toEqual(payeeDead)
    await take(first, 'claim-first-review', unpassed)
    expect((await post(first, 'pass', { cases: [await seen(unpassed)] })).refusal).toEqual(payeeDead)
    const point = { target: 'field', path: 'payee.relation', materialId: null, area: null, text: '由继承人领款' }
    await post(first, 'return', { cases: [await seen(unpassed)], to: 'entry', points: [point] })
    await handler.post('/api/work/take', { kind: 'claim-entry', subjects: [unpassed] })
    await saveEntry(handler, unpassed, entryFor(toSelf))
    await expect(submitEntered(handler, [unpassed])).rejects.toThrow('被保障人已身故')
    await saveEntry(handler, unpassed, entryFor({ ...toSelf, payee: heir }))
    const { missing } = (await handler.get(`/api/claims/${unpassed}/entry`)).json()
    expect(missing).toContainEqual(expect.objectContaining({ path: 'material.relation-proof' }))
    await fillSlots(handler, unpassed)
    await submitEntered(handler, [unpassed])
    await passed(unpassed)
    expect((await post(second, 'approve', { cases: [await seen(unpassed)] })).status).toBe(200)
  })

  it('shows where image or card stand elsewhere', async () => {
    const card = '6222020200112233446'
    const id = await one({ payee: { card } })
    await passed(id)
    await post(second, 'approve', { cases: [await seen(id)] })
    const other = await one({ payee: { card } })
    const { rows } = await asSystem(server.services, ({ db }) =>
      sql<{ number: string }>`update claim_materials m set pixel_hash = t.pixel_hash, likeness = t.likeness
        from claim_materials t, claims c where m.claim_id = ${other} and m.kind = 'settlement-sheet' and t.claim_id = ${id}
          and t.kind = 'settlement-sheet' and c.id = t.claim_id returning c.number`.execute(db),
    )
    const { number } = rows[0] ?? {}
    await take(first, 'claim-first-review', other)
    const strong = (await open(first, other)).findings.filter(({ level }: { level: string }) => level === 'strong')
    expect(strong).toMatchObject([
      { code: 'image-equal', other: { id, number } },
      { code: 'card-elsewhere', path: 'payee.card' },
    ])
    expect(strong[1].sentence).toContain(number)
  })

  it('finds an image of another case also where it was turned before it came', async () => {
    const tiles = { raw: { width: 16, height: 12, channels: 3 as const } }
    const picture = sharp(randomBytes(16 * 12 * 3), tiles)
      .resize(640, 480, { kernel: 'cubic' })
      .png()
    const upright = await picture.toBuffer()
    const withImage = async (image: Buffer, at: number) => {
      const wishes = { insured: others[at]!, kinds: ['accident-inpatient'] as const, on: '2026-11-20' }
      const [claim] = await enteredClaims(server, handler, wishes)
      const { id } = claim!
      const path = `/api/claims/${id}/materials/upload/settlement-sheet`
      expect((await handler.upload(path, '结算单.png', image)).json()).toMatchObject({ kind: 'settlement-sheet' })
      await submitEntered(handler, [id])
      return id
    }
    const earlier = await withImage(upright, 0)
    for (const [at, angle] of [90, 180, 270].entries()) {
      const image = await sharp(upright).rotate(angle).resize(300).png().toBuffer()
      const turned = await withImage(image, at + 1)
      await take(first, 'claim-first-review', turned)
      const { findings } = await open(first, turned)
      const like = findings.filter(({ code }: { code: string }) => code === 'image-like')
      expect(like.map(({ other }: { other: { id: string } }) => other.id)).toContain(earlier)
    }
  })

  it('shows the reviewer which images are blurred or cut, judged when they came', async () => {
    const [claim] = await enteredClaims(server, handler, {
      insured: person(),
      kinds: ['accident-inpatient'],
      on: '2026-11-20',
    })
    const id = claim?.id ?? ''
    const { materials } = (await handler.post(`/api/claims/${id}/open`)).json()
    const sheet = materials.find(({ kind }: { kind: string }) => kind === 'settlement-sheet')
    expect(sheet.hints).toEqual(['small'])
    const blurred = await sharp({ create: { width: 1000, height: 200, channels: 3, background: '#ccc' } })
      .jpeg()
      .toBuffer()
    const url = `/api/claims/${id}/materials/upload/settlement-sheet?replaces=${sheet.id}`
    expect((await handler.upload(url, '结算单.jpg', blurred)).statusCode).toBe(200)
    await submitEntered(handler, [id])
    await take(first, 'claim-first-review', id)
    const { claim: seenByFirst, findings } = await open(first, id)
    const shown = seenByFirst.materials.find(({ kind }: { kind: string }) => kind === 'settlement-sheet')
    expect(shown.hints).toEqual(['blurred', 'cut'])
    const poor = findings.filter(({ code }: { code: string }) => code === 'image-poor')
    expect(poor).toMatchObject([{ level: 'weak', materialId: shown.id, sentence: expect.stringContaining('结算单') }])
  })

  it('is told of the card of another person’s case while neither is approved', async () => {
    const card = '6222020200112233453'
    const [id, other] = [await one({ payee: { card } }), await one({ payee: { card } })]
    const { number } = (await handler.post(`/api/claims/${id}/open`)).json()
    await take(first, 'claim-first-review', other)
    const { findings } = await open(first, other)
    const found = findings.find(({ code }: { code: string }) => code === 'card-elsewhere')
    expect(found).toMatchObject({ level: 'strong', path: 'payee.card', sentence: expect.stringContaining(number) })
  })

  it('of a death tells its day anew when approved again; ended without payment, its mark passes to another case or goes', async () => {
    server.clock.set('2026-12-01T09:00:00+08:00')
    const payee = {
      relation: 'heir',
      name: '王继承',
      idNumber: `37990119700101001${checkCharacter('37990119700101001')}`,
    } as const
    const wishes = { kinds: ['accident-death'], on: '2026-12-01', payee } as const
    const death = await one({ ...wishes, insured: insured[39]!, incident: { diedOn: '2026-12-01' } })
    const other = await one({ ...wishes, insured: drivers[0]!, incident: { diedOn: '2026-12-01' } })
    await giveLimit(approver, '200000')
    const approve = async (id: string) => {
      await passed(id)
      await post(second, 'approve', { cases: [await seen(id)] })
      if ((await stateOf(id))['state'] === 'payable') return
      await take(approver, 'claim-approval', id)
      expect((await post(approver, 'approve', { cases: [await seen(id)] })).status).toBe(200)
    }
    const diedOn = async () => {
      const { rows } = await asSystem(server.services, ({ db }) =>
        sql<{ day: string | null }>`select death_of(person_id)::text as day from claims where id = ${death}`.execute(
          db,
        ),
      )
      return rows[0]?.day
    }
    await approve(death)
    await approve(other)
    expect(await diedOn()).toBe('2026-12-01')

    const failed = (id: string) =>
      asSystem(server.services, ({ db }) =>
        sql`update claims set state = 'payment-failed', version = version + 1 where id = ${id}`.execute(db),
      )
    /** The bank paid nobody: another heir is named, and the case is reviewed again. */
    const reviewedAgain = async (id: string) => {
      await failed(id)
      await asSystem(server.services, ({ db }) =>
        sql`update sessions set confirmed_at = ${new Date(server.clock.now())} where account_id = ${handler.accountId}`.execute(
          db,
        ),
      )
      const { version } = await seen(id)
      const account = { mobile: '19900000001', card: '6222020200112233461', bank: '示例银行', branch: '' }
      const changed = { version, payee: { ...payee, ...account, name: '王另承' } }
      expect((await handler.post(`/api/claims/${id}/payee`, changed)).json()).toMatchObject({ state: 'first-review' })
    }
    await reviewedAgain(death)
    await take(first, 'claim-first-review', death)
    const point = { target: 'field', path: 'incident.diedOn', materialId: null, area: null, text: '与死亡证明不符' }
    await post(first, 'return', { cases: [await seen(death)], to: 'entry', points: [point] })
    server.clock.set('2026-12-04T09:00:00+08:00')
    await handler.post('/api/work/take', { kind: 'claim-entry', subjects: [death] })
    const incident = { diedOn: '2026-12-03' }
    await saveEntry(handler, death, { ...entryFor({ ...wishes, insured: insured[39]!, incident }), sheets: [] })
    await submitEntered(handler, [death])
    await approve(death)
    expect(await diedOn()).toBe('2026-12-03')

    const refuse = async (id: string, clause: string) => {
      await reviewedAgain(id)
      await take(first, 'claim-first-review', id)
      const refusal = { ...(await seen(id)), proposal: 'refuse', clause, reason: '死亡证明系伪造' }
      expect((await post(first, `${id}/propose`, refusal)).status).toBe(200)
      await take(second, 'claim-second-review', id)
      expect((await post(second, `${id}/confirm-ending`, await seen(id))).status).toBe(200)
    }
    await refuse(death, '第八条')
    expect(await diedOn()).toBe('2026-12-03')
    await refuse(other, '第八条')
    expect(await diedOn()).toBeNull()
  })

  it('is followed by whoever is paid as well, by their own phone', async () => {
    const id = await one({ payee: { mobile: '19912345678' } })
    const { number } = (await handler.post(`/api/claims/${id}/open`)).json()
    const follow = async (phone: string) => {
      const visitor = visit(server)
      const { stepToken } = (await visitor.post('/api/claim-progress/code', { number, phone })).json()
      return (await visitor.post('/api/claim-progress', { stepToken, code: await lastCode(server, phone) })).json()
    }
    expect(await follow('19912345678')).toMatchObject({ number, state: 'first-review' })
    await passed(id)
    await post(second, 'approve', { cases: [await seen(id)] })
    server.clock.add(61_000)
    expect(await follow('19912345678')).toMatchObject({ number, state: 'payable' })
    await expect(follow('19912345679')).rejects.toThrow()
  })

  async function giveLimit(officer: Actor, approvalLimit: string | null): Promise<void> {
    const administrator = await signIn(server, association.officeId, { desks: ['administration'] })
    const { offices } = (await administrator.get('/api/claim-settings')).json()
    const { version } = offices[0].officers.find(({ id }: { id: string }) => id === officer.accountId)
    const answer = await administrator.post(`/api/claim-settings/officers/${officer.accountId}`, {
      version,
      approvalLimit,
      leads: false,
    })
    expect(answer.statusCode).toBe(200)
  }
})
