import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SheetEntry } from '../../src/domain/claims/claim-entry.ts'
import type { ClaimKind } from '../../src/domain/plans/claim-kind.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { enteredClaims, fillSlots } from '../support/claims.ts'
import {
  assess,
  calculate,
  CARD,
  completeStay,
  entryOf,
  open,
  save,
  sheetOf,
  submit,
  take,
} from '../support/entry-case.ts'
import { insuredPeople, type Insured } from '../support/insured.ts'
import { acceptedCases } from '../support/material-case.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

type Case = { readonly id: string; readonly number: string }
const ON = '2026-12-12'
const refusalOf = (answer: { json: () => { refusal?: object } }) => answer.json().refusal

describe('费用录入', () => {
  let server: TestServer
  let association: Association
  let handler: Actor
  let colleague: Actor
  let clerk: Actor
  let insured: readonly Insured[]
  let critical: readonly Insured[]
  let women: readonly Insured[]
  let drivers: readonly Insured[]
  let next = 0
  let person: Insured

  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
    handler = await signIn(server, association.unitId, { desks: ['unit-handler'], name: '经办甲' })
    colleague = await signIn(server, association.unitId, { desks: ['unit-handler'], name: '经办乙' })
    clerk = await signIn(server, association.officeId, { desks: ['claim-entry'], name: '录入岗' })
    insured = await insuredPeople(server, association, { people: 40 })
    critical = await insuredPeople(server, association, { people: 3, planCode: 'hubei-critical', from: 0 })
    women = await insuredPeople(server, association, { people: 1, planCode: 'ningbo-women', from: 38 })
    drivers = await insuredPeople(server, association, { people: 2, planCode: 'henan-drivers', from: 36 })
  })
  afterAll(() => server.stop())
  beforeEach(() => {
    server.clock.set('2026-12-21T09:00:00+08:00')
    person = insured[next++] ?? { coverId: '', name: '', idNumber: '' }
  })

  const accept = async (kinds: readonly ClaimKind[], coverId = person.coverId, on = ON) =>
    (await acceptedCases(server.services, handler.accountId, { coverId, kinds, on })) as unknown as readonly [
      Case,
      Case,
    ]
  const stateOf = async (id: string) => (await open(handler, id)).state
  const counters = () =>
    asSystem(server.services, async ({ db }) => {
      const { rows } = await sql<{
        name: string
        unit: string
        used: number
      }>`select l.name, l.unit, l.used::int as used
        from benefit_limits l join covers c on c.id::text = l.scope and c.id = ${person.coverId} order by name`.execute(
        db,
      )
      return rows
    })

  const dueOf = async (number: string) => {
    const answer = await handler.post('/api/claims/list', { tab: 'entry-mine', number })
    return answer.json<{ rows: { dueAt: string | null }[] }>().rows[0]?.dueAt
  }

  /** A stay that is entered and calculated, ready to be submitted. */
  async function readyStay(sheets = [sheetOf({ invoiceNumber: `2637${person.coverId.slice(-8)}` })]): Promise<Case> {
    const [stay] = await accept(['illness-inpatient'])
    await completeStay(handler, stay.id)
    const saved = await save(handler, stay.id, await entryOf(handler, stay.id, { sheets }))
    expect(saved.json()).toMatchObject({ missing: [] })
    expect((await calculate(handler, stay.id)).statusCode).toBe(200)
    return stay
  }

  it('takes a hospital stay with two sheets from its materials to 申领初审', async () => {
    const [stay] = await accept(['illness-inpatient'])
    await completeStay(handler, stay.id)
    expect(await dueOf(stay.number)).toBe('2026-12-24T16:00:00.000Z')
    const begun = await assess(handler, stay.id)
    expect(begun.missing.map(({ path }) => path)).toContain('sheets')
    expect(begun.needs).toMatchObject({ sheets: true, hospitalLevel: true, amounts: ['selfPaid1', 'selfPaid2'] })
    const sheets = [
      sheetOf({ invoiceNumber: '26370000000000000011' }),
      sheetOf({ invoiceNumber: '26370000000000000012', admittedOn: '2026-12-19', dischargedOn: '2026-12-20' }),
    ]
    const saved = await save(handler, stay.id, await entryOf(handler, stay.id, { sheets }))
    expect(saved.json()).toMatchObject({ missing: [], findings: [] })
    const calculated = (await calculate(handler, stay.id)).json()
    expect(calculated).toMatchObject({
      problems: [],
      change: null,
      calculation: { total: '3136.00', entryChanged: false },
    })
    // From 3,000 yuan on the application form is asked for, which only the amount tells.
    expect((await assess(handler, stay.id)).missing).toMatchObject([{ path: 'material.application-form' }])
    await fillSlots(handler, stay.id)
    const answer = await submit(handler, stay.id)
    expect(answer.json()).toEqual({ numbers: [stay.number], missing: [], promisedOn: '2027-01-04' })
    expect(await open(handler, stay.id)).toMatchObject({
      state: 'first-review',
      promisedOn: '2027-01-04',
      proposal: null,
    })
    expect(await counters()).toEqual([{ name: '疾病住院', unit: 'fen', used: 313600 }])
  })

  it('says what a calculation lacks, and why an amount changed, line by line', async () => {
    const [stay] = await accept(['illness-inpatient'])
    await completeStay(handler, stay.id)
    const half = [sheetOf({ hospitalLevel: '', admittedOn: '' })]
    await save(handler, stay.id, await entryOf(handler, stay.id, { sheets: half }))
    const refused = (await calculate(handler, stay.id)).json()
    expect(refused.calculation).toBeNull()
    expect(refused.problems.map(({ path }: { path: string }) => path)).toEqual([
      'sheets.0.admittedOn',
      'sheets.0.hospitalLevel',
    ])
    await save(handler, stay.id, await entryOf(handler, stay.id, { sheets: [sheetOf()] }))
    await calculate(handler, stay.id)
    const wrong = sheetOf({ selfPaid1: '5420.00' })
    await save(handler, stay.id, await entryOf(handler, stay.id, { sheets: [wrong] }))
    const stale = await assess(handler, stay.id)
    expect(stale.calculation).toMatchObject({ entryChanged: true, outdated: false, total: '1568.00' })
    expect(stale.missing.map(({ path }) => path)).toEqual(['calculation'])
    expect(stale.findings[0]).toMatchObject({ path: 'sheets.0.selfPaid1' })
    expect(stale.findings[0]?.sentence).toMatch(/多 900.00 元.*个人自付一两位数字写反，应为 4520.00/)
    const { change } = (await calculate(handler, stay.id)).json()
    expect(change).toMatchObject({ totalBefore: '1568.00', totalAfter: '1928.00' })
    expect(change.lines.every(({ before, after }: { before: object; after: object }) => before && after)).toBe(true)
  })

  it('keeps a payee change from making the calculation stale', async () => {
    const stay = await readyStay()
    await save(handler, stay.id, await entryOf(handler, stay.id, { payee: { branch: '示例支行' } }))
    expect(await assess(handler, stay.id)).toMatchObject({ missing: [], calculation: { entryChanged: false } })
  })

  it('enters a critical illness with its images and grade in one page', async () => {
    const coverId = critical[0]?.coverId ?? ''
    const [claim] = await accept(['critical-illness'], coverId)
    await take(handler, claim.id)
    const { missing } = await assess(handler, claim.id)
    expect(missing.map(({ path }) => path)).toEqual(expect.arrayContaining(['incident.grade', 'calculation']))
    expect(missing.some(({ path }) => path.startsWith('material.'))).toBe(true)
    await fillSlots(handler, claim.id)
    const incident = { diagnosisCode: 'C34.900', diagnosisName: '支气管或肺恶性肿瘤', grade: 'severe' } as const
    await save(handler, claim.id, await entryOf(handler, claim.id, { incident }))
    expect((await calculate(handler, claim.id)).json().calculation.total).toBe('10000.00')
    expect((await submit(handler, claim.id)).json().numbers).toEqual([claim.number])
  })

  it('proposes not to pay where nothing is payable, with a reason that the reviewer reads', async () => {
    const small = [sheetOf({ total: '500', pooledFund: '0', selfPaid1: '500', fullySelfPaid: '', invoiceNumber: 'Z1' })]
    const stay = await readyStay(small)
    expect((await assess(handler, stay.id)).calculation?.total).toBe('0.00')
    expect(refusalOf(await submit(handler, stay.id))).toMatchObject({ code: 'amount-zero', number: stay.number })
    const answer = await submit(handler, stay.id, { declineReason: '未超过起付线' })
    expect(answer.json().numbers).toEqual([stay.number])
    const opened = await open(handler, stay.id)
    expect(opened.state).toBe('first-review')
    expect(opened.decisions.at(-1)).toMatchObject({ action: 'submit', text: '未超过起付线', amountAfter: '0.00' })
  })

  it('lets nobody save who has lost the case, and says who has it', async () => {
    const [claim] = await accept(['hospital-allowance'])
    await take(handler, claim.id)
    const entry = await entryOf(handler, claim.id, { sheets: [sheetOf()] })
    const { version } = await assess(handler, claim.id)
    server.clock.add(61 * 60_000)
    await take(colleague, claim.id)
    const late = await save(handler, claim.id, entry, version)
    expect(late.statusCode).toBe(409)
    expect(refusalOf(late)).toEqual({ code: 'held-by-other', name: '经办乙' })
    expect((await open(handler, claim.id)).entry.sheets).toEqual([])
    await save(colleague, claim.id, entry, version)
    await colleague.post('/api/work/release', { kind: 'claim-entry', subjects: [claim.id] })
    await take(handler, claim.id)
    expect((await open(handler, claim.id)).entry.sheets).toHaveLength(1)
    expect(refusalOf(await save(handler, claim.id, entry, version))).toEqual({ code: 'entry-changed' })
  })

  it('renews the hold with every save, as long as the office has set', async () => {
    await asSystem(server.services, async ({ db }) => {
      await sql`insert into claim_settings (office_id, place, high, hold_minutes)
        select id, low, high, 90 from organisations where id = ${association.officeId}`.execute(db)
    })
    const [claim] = await accept(['hospital-allowance'])
    await take(handler, claim.id)
    expect((await open(handler, claim.id)).holder?.until).toBe('2026-12-21T02:30:00.000Z')
    server.clock.add(80 * 60_000)
    const saved = await save(handler, claim.id, await entryOf(handler, claim.id))
    expect(saved.json().heldUntil).toBe('2026-12-21T03:50:00.000Z')
    await asSystem(server.services, ({ db }) => sql`update claim_settings set hold_minutes = 60`.execute(db))
  })

  it('is handed over by a lead to a colleague, and by nobody else', async () => {
    const [claim] = await accept(['hospital-allowance'])
    await take(handler, claim.id)
    const handOver = (actor: Actor, to: Actor) =>
      actor.post('/api/work/hand-over', { kind: 'claim-entry', subjects: [claim.id], to: to.accountId })
    expect(refusalOf(await handOver(handler, colleague))).toMatchObject({ code: 'not-a-lead' })
    await asSystem(server.services, ({ db }) =>
      sql`update accounts set leads = true where id = ${handler.accountId}`.execute(db),
    )
    const colleagues = (await handler.get('/api/work/colleagues?kind=claim-entry')).json()
    expect(colleagues).toMatchObject({ leads: true })
    expect(colleagues.colleagues.map(({ id }: { id: string }) => id)).toContain(colleague.accountId)
    expect(refusalOf(await handOver(handler, clerk))).toMatchObject({ code: 'colleague-gone' })
    expect((await handOver(handler, colleague)).json()).toEqual({ handed: 1, to: '经办乙' })
    expect((await open(colleague, claim.id)).holder).toMatchObject({ name: '经办乙', mine: true })
    expect(refusalOf(await save(handler, claim.id, await entryOf(handler, claim.id)))).toMatchObject({
      code: 'held-by-other',
      name: '经办乙',
    })
  })

  it('fills 住院津贴 from the stay and submits both together', async () => {
    const [stay, allowance] = await accept(['illness-inpatient', 'hospital-allowance'])
    await completeStay(handler, stay.id)
    const sheets = [sheetOf({ invoiceNumber: '26370000000000000031' })]
    await save(handler, stay.id, await entryOf(handler, stay.id, { sheets }))
    await calculate(handler, stay.id)
    const { siblings, calculation } = await assess(handler, stay.id)
    expect(siblings).toMatchObject([{ id: allowance.id, missing: 0, total: '90.00', heldBy: null }])
    const also = siblings.map(({ id, version, total }) => ({ id, version, shown: total }))
    const answer = await submit(handler, stay.id, { also })
    expect(answer.json().numbers).toEqual([stay.number, allowance.number].sort())
    expect(calculation?.total).toBe('1568.00')
    expect(await Promise.all([stateOf(stay.id), stateOf(allowance.id)])).toEqual(['first-review', 'first-review'])
  })

  it('keeps the sheets of 疾病住院 when the grade of 重大疾病 of the same event is saved', async () => {
    const coverId = insured[2]?.coverId ?? ''
    const [stay] = await accept(['illness-inpatient'], coverId, '2026-12-15')
    await completeStay(handler, stay.id)
    const incident = { diagnosisCode: 'C73', diagnosisName: '甲状腺恶性肿瘤' }
    const sheetsOf = async () => (await open(handler, stay.id)).entry.sheets
    const wrong = sheetOf({ invoiceNumber: '26370000000000000051', admittedOn: '2026-12-15', selfPaid1: '45200.00' })
    await save(handler, stay.id, await entryOf(handler, stay.id, { incident, sheets: [wrong] }))
    const body = { coverId: critical[2]?.coverId, kind: 'critical-illness' }
    const illness = (await handler.post(`/api/claims/${stay.id}/accept-also`, body)).json<Case>()
    expect((await open(handler, illness.id)).entry.sheets).toEqual([])

    const right = { ...wrong, selfPaid1: '4520.00' }
    await save(handler, stay.id, await entryOf(handler, stay.id, { incident, sheets: [right] }))
    const graded = { ...incident, grade: 'mild' } as const
    await save(handler, illness.id, await entryOf(handler, illness.id, { incident: graded }))
    expect(await sheetsOf()).toEqual([right])
  })

  it('keeps a bill that is no stay from 意外住院 of the same accident, both ways', async () => {
    const [stay] = await accept(['accident-inpatient'], insured[36]?.coverId)
    await completeStay(handler, stay.id)
    const incident = { diagnosisCode: 'S82.200', diagnosisName: '胫骨干骨折', cause: '骑车摔倒' }
    const inpatient = sheetOf({ invoiceNumber: '26370000000000000041' })
    const emergency = sheetOf({ invoiceNumber: '26370000000000000042', admittedOn: '', dischargedOn: '' })
    const put = async (id: string, sheets: readonly SheetEntry[]) =>
      (await save(handler, id, await entryOf(handler, id, { incident, sheets }))).json()
    await put(stay.id, [inpatient])
    const body = { coverId: drivers[0]?.coverId, kind: 'accident-medical' }
    const costs = (await handler.post(`/api/claims/${stay.id}/accept-also`, body)).json<Case>()
    const sheetsOf = async (id: string) => (await open(handler, id)).entry.sheets
    expect(await sheetsOf(costs.id)).toEqual([inpatient])

    expect((await put(costs.id, [emergency, inpatient])).missing).not.toContainEqual(
      expect.objectContaining({ path: 'sheets.0.admittedOn' }),
    )
    expect(await sheetsOf(stay.id)).toEqual([inpatient])
    expect((await assess(handler, stay.id)).missing.map(({ path }) => path)).not.toContain('sheets.0.admittedOn')

    const longer = { ...inpatient, dischargedOn: '2026-12-19' }
    await put(stay.id, [longer])
    expect(await sheetsOf(costs.id)).toEqual([emergency, longer])
  })

  it('says which cases of one limit have to go one after the other, and takes them so', async () => {
    const insuredPerson = drivers[1]!
    const wishes = { insured: insuredPerson, kinds: ['disability', 'accident-death'], on: ON } as const
    const payee = { relation: 'heir', name: '李四', idNumber: '379901198506150027' } as const
    const cases = await enteredClaims(server, handler, { ...wishes, payee, incident: { disabilityGrade: 5 } })
    const [disability, death] = cases as unknown as readonly [Case, Case]
    await calculate(handler, disability.id)
    await fillSlots(handler, death.id)
    const { siblings, calculation } = await assess(handler, disability.id)
    expect([calculation?.total, siblings[0]?.total]).toEqual(['24000.00', '40000.00'])
    const also = siblings.map(({ id, version, total }) => ({ id, version, shown: total }))
    expect(refusalOf(await submit(handler, disability.id, { also }))).toEqual({
      code: 'amount-shared',
      number: death.number,
      before: disability.number,
      shown: '40000.00',
      now: '16,000.00',
    })
    expect((await submit(handler, disability.id)).json().numbers).toEqual([disability.number])
    await calculate(handler, death.id)
    expect((await assess(handler, death.id)).calculation?.total).toBe('16000.00')
    expect((await submit(handler, death.id)).json().numbers).toEqual([death.number])
  })

  it('says that other cases have changed, and not the entry, where a calculation counted what was given back', async () => {
    const first = await readyStay()
    await submit(handler, first.id)
    const [stay] = await accept(['illness-inpatient'], person.coverId, '2026-12-13')
    await completeStay(handler, stay.id)
    const sheets = [sheetOf({ admittedOn: '2026-12-13', invoiceNumber: '26370000000000000081' })]
    await save(handler, stay.id, await entryOf(handler, stay.id, { sheets }))
    await calculate(handler, stay.id)
    const counted = await assess(handler, stay.id)
    const { version } = await open(handler, first.id)
    await handler.post(`/api/claims/${first.id}/withdraw`, { version, reason: '单位多报了一次' })
    const { calculation, missing } = await assess(handler, stay.id)
    expect(counted.calculation).toMatchObject({ entryChanged: false, outdated: false })
    expect(calculation).toMatchObject({ entryChanged: false, outdated: true })
    expect(missing).toMatchObject([{ path: 'calculation', sentence: expect.stringContaining('此人其他案件') }])
  })

  it('leaves a sibling alone that somebody else has taken', async () => {
    const [stay, allowance] = await accept(['illness-inpatient', 'hospital-allowance'])
    await completeStay(handler, stay.id)
    await take(colleague, allowance.id)
    await save(handler, stay.id, await entryOf(handler, stay.id, { sheets: [sheetOf()] }))
    expect((await open(colleague, allowance.id)).entry.sheets).toEqual([])
    const { siblings } = await assess(handler, stay.id)
    expect(siblings).toMatchObject([{ id: allowance.id, heldBy: '经办乙' }])
    const also = [{ id: allowance.id, version: siblings[0]?.version, shown: '0.00' }]
    expect(refusalOf(await submit(handler, stay.id, { also }))).toMatchObject({ code: 'not-of-this-event' })
  })

  it('keeps what a colleague entered in another case of the event from the next save of this one', async () => {
    const [stay, allowance] = await accept(['illness-inpatient', 'hospital-allowance'])
    await completeStay(handler, stay.id)
    await save(handler, stay.id, await entryOf(handler, stay.id, { sheets: [] }))
    await take(colleague, allowance.id)
    const sheets = ['1', '2'].map((invoiceNumber) => sheetOf({ invoiceNumber, stay: 'ZY9' }))
    const payee = { relation: 'spouse', name: '李四', card: '6222020909003011' } as const
    await save(colleague, allowance.id, await entryOf(colleague, allowance.id, { payee, sheets }))
    await colleague.post('/api/work/release', { kind: 'claim-entry', subjects: [allowance.id] })

    const incident = { cause: '右下腹疼痛两天' }
    await save(handler, stay.id, await entryOf(handler, stay.id, { incident }))
    expect((await open(handler, allowance.id)).entry).toMatchObject({ payee, incident, sheets })
  })

  it('gives 女职工特殊疾病 the 原位癌 of a diagnosis that was entered in 疾病住院, and asks where they differ', async () => {
    const [stay] = await accept(['illness-inpatient'], insured[38]?.coverId, '2026-12-16')
    const [illness] = await accept(['women-illness'], women[0]?.coverId, '2026-12-16')
    await asSystem(server.services, ({ db }) =>
      sql`update claims set acceptance_id = (select acceptance_id from claims where id = ${stay.id})
        where id = ${illness.id}`.execute(db),
    )
    await completeStay(handler, stay.id)
    await take(handler, illness.id)
    const enter = async (diagnosisCode: string) =>
      save(handler, stay.id, await entryOf(handler, stay.id, { incident: { diagnosisCode, diagnosisName: '乳腺' } }))
    const inSitu = async () => (await open(handler, illness.id)).entry.incident.inSitu
    await enter('D05.100')
    expect(await inSitu()).toBe(true)
    expect((await open(handler, stay.id)).entry.incident.inSitu).toBe(false)
    await enter('C50.900')
    expect(await inSitu()).toBe(false)
    const ticked = { diagnosisCode: 'C50.900', diagnosisName: '乳腺', inSitu: true }
    const saved = await save(handler, illness.id, await entryOf(handler, illness.id, { incident: ticked }))
    expect(saved.json().findings).toMatchObject([{ path: 'incident.inSitu' }])
  })

  const allowanceOf = async (on: string, ...sheets: readonly Partial<SheetEntry>[]) => {
    const [claim] = await accept(['hospital-allowance'], person.coverId, on)
    await take(handler, claim.id)
    const entered = sheets.map((sheet) => sheetOf({ invoiceNumber: '', ...sheet }))
    await save(handler, claim.id, await entryOf(handler, claim.id, { sheets: entered }))
    await fillSlots(handler, claim.id)
    await calculate(handler, claim.id)
    return claim
  }

  it('pays the days of a stay once, however many bills it had', async () => {
    const bill = { admittedOn: '2026-12-10', dischargedOn: '2026-12-20' }
    const claim = await allowanceOf('2026-12-10', bill, bill)
    const { missing, numbers } = (await submit(handler, claim.id)).json()
    expect(numbers).toEqual([])
    expect(missing).toEqual([
      {
        number: claim.number,
        path: 'sheets.1.admittedOn',
        sentence:
          '第 2 张结算单的入院日期与第 1 张的住院日期重叠；同一次住院请在这几张结算单上填写相同的同次住院编号，不同的住院请核对日期',
      },
    ])
    const sheets = [1, 2].map(() => sheetOf({ ...bill, invoiceNumber: '', stay: 'ZY1' }))
    await save(handler, claim.id, await entryOf(handler, claim.id, { sheets }))
    await calculate(handler, claim.id)
    expect((await assess(handler, claim.id)).calculation?.total).toBe('210.00')
    expect((await submit(handler, claim.id)).json().numbers).toEqual([claim.number])
  })

  it('refuses days that another 住院津贴 of the person has, until that one is withdrawn', async () => {
    const first = await allowanceOf('2026-12-01', { admittedOn: '2026-12-01', dischargedOn: '2026-12-10' })
    expect((await submit(handler, first.id)).json().numbers).toEqual([first.number])
    const again = await allowanceOf('2026-12-02', { admittedOn: '2026-12-02', dischargedOn: '2026-12-10' })
    expect((await assess(handler, again.id)).missing).toMatchObject([{ path: 'sheets.0.admittedOn', about: 'stay' }])
    expect((await submit(handler, again.id)).json().missing).toMatchObject([
      {
        path: 'sheets.0.admittedOn',
        sentence: expect.stringContaining(`与案件 ${first.number} 已申领的住院 2026-12-01`),
      },
    ])
    const next = await allowanceOf('2026-12-10', { admittedOn: '2026-12-10', dischargedOn: '2026-12-20' })
    expect((await submit(handler, next.id)).json().numbers).toEqual([next.number])
    const { version } = await open(handler, first.id)
    const reason = '单位多报了一次'
    expect((await handler.post(`/api/claims/${first.id}/withdraw`, { version, reason })).statusCode).toBe(200)
    await calculate(handler, again.id)
    expect((await submit(handler, again.id)).json().numbers).toEqual([again.number])
  })

  it('does not offer 住院津贴 for a stay whose days are claimed', async () => {
    const first = await allowanceOf('2026-12-11', { admittedOn: '2026-12-11', dischargedOn: '2026-12-20' })
    await submit(handler, first.id)
    const stay = await readyStay([sheetOf({ dischargedOn: '2026-12-20', invoiceNumber: '26370000000000000077' })])
    expect((await handler.get(`/api/claims/${stay.id}/also-claimable`)).json().claims).toEqual([])
  })

  it('offers no 意外住院 from 住院津贴 of a stay that is claimed as an illness', async () => {
    const [stay, allowance] = await accept(['illness-inpatient', 'hospital-allowance'])
    await completeStay(handler, stay.id)
    const incident = { diagnosisCode: 'T81.400', diagnosisName: '操作后感染' }
    const sheets = [sheetOf({ invoiceNumber: '26370000000000000078' })]
    await save(handler, stay.id, await entryOf(handler, stay.id, { incident, sheets }))
    const offered = async () => (await handler.get(`/api/claims/${allowance.id}/also-claimable`)).json().claims
    expect(await offered()).toEqual([])
    await handler.post(`/api/claims/${stay.id}/delete`, {
      version: (await open(handler, stay.id)).version,
      reason: '误',
    })
    expect(await offered()).toMatchObject([{ kind: 'accident-inpatient' }])
  })

  it('offers nothing that the invoices of the stay were claimed for, on whatever day', async () => {
    const stay = await readyStay()
    const { entry } = await open(handler, stay.id)
    await submit(handler, stay.id)
    const [allowance] = await accept(['hospital-allowance'], person.coverId, '2026-12-13')
    await take(handler, allowance.id)
    const offered = async () => (await handler.get(`/api/claims/${allowance.id}/also-claimable`)).json().claims
    await save(handler, allowance.id, await entryOf(handler, allowance.id, { sheets: entry.sheets }))
    expect(await offered()).toEqual([])
    const other = [sheetOf({ admittedOn: '2026-12-13', invoiceNumber: '26370000000000000079' })]
    await save(handler, allowance.id, await entryOf(handler, allowance.id, { sheets: other }))
    expect(await offered()).toMatchObject([{ kind: 'illness-inpatient' }])
  })

  it('refuses an invoice that another person has claimed, and one claimed twice', async () => {
    const invoiceNumber = '26379999999999999999'
    const stay = await readyStay([sheetOf({ invoiceNumber })])
    await submit(handler, stay.id)
    const [again] = await accept(['illness-inpatient'], person.coverId, '2026-12-13')
    await completeStay(handler, again.id)
    const typed = sheetOf({ invoiceNumber: '2637 9999 9999 9999 9999', hospital: '示例市 人民医院' })
    const twice = await save(handler, again.id, await entryOf(handler, again.id, { sheets: [typed] }))
    expect(twice.json().missing).toMatchObject([
      {
        path: 'sheets.0.invoiceNumber',
        about: 'invoice',
        sentence: expect.stringContaining(`已由案件 ${stay.number} 按同一保障`),
      },
    ])
    person = insured[next++] ?? person
    const [other] = await accept(['illness-inpatient'])
    await completeStay(handler, other.id)
    const theirs = await save(
      handler,
      other.id,
      await entryOf(handler, other.id, { sheets: [sheetOf({ invoiceNumber })] }),
    )
    expect(theirs.json().missing).toMatchObject([{ sentence: expect.stringContaining('另一人申领') }])
  })

  it('turns an illness into an accident and keeps entry and images', async () => {
    const [stay] = await accept(['illness-inpatient'])
    await completeStay(handler, stay.id)
    const incident = { diagnosisCode: 'S82.200', diagnosisName: '胫骨干骨折', cause: '骑车摔倒' }
    const saved = await save(handler, stay.id, await entryOf(handler, stay.id, { incident, sheets: [sheetOf()] }))
    expect(saved.json().findings).toMatchObject([{ path: 'incident.diagnosisName' }])
    const { version, otherKinds } = await assess(handler, stay.id)
    expect(otherKinds).toEqual(['accident-inpatient'])
    const body = { version, kind: 'accident-inpatient' }
    expect((await handler.post(`/api/claims/${stay.id}/change-kind`, body)).statusCode).toBe(200)
    const opened = await open(handler, stay.id)
    expect(opened).toMatchObject({ kind: 'accident-inpatient', state: 'entry' })
    expect(opened.materials.length).toBeGreaterThanOrEqual(5)
    expect((await assess(handler, stay.id)).findings).toEqual([])
  })

  it('moves the cases of an event to another day, judged as at 受理, all or none', async () => {
    const [stay, allowance] = await accept(['illness-inpatient', 'hospital-allowance'])
    await completeStay(handler, stay.id)
    await save(handler, stay.id, await entryOf(handler, stay.id, { sheets: [sheetOf({ admittedOn: '2026-12-13' })] }))
    await calculate(handler, stay.id)
    const moveTo = async (on: string) =>
      handler.post(`/api/claims/${stay.id}/change-day`, { version: (await open(handler, stay.id)).version, on })
    expect(refusalOf(await moveTo('2026-12-22'))).toMatchObject({ code: 'incident-in-future' })
    // The thirtieth day of cover is the last one of waiting.
    const tooEarly = await moveTo('2026-12-10')
    expect(refusalOf(tooEarly)).toMatchObject({ code: 'incident-day-refused', why: 'in-waiting', of: stay.number })

    await take(colleague, allowance.id)
    expect(refusalOf(await moveTo('2026-12-13'))).toMatchObject({ code: 'event-not-whole', number: allowance.number })
    await colleague.post('/api/work/release', { kind: 'claim-entry', subjects: [allowance.id] })

    expect((await moveTo('2026-12-13')).statusCode).toBe(200)
    const moved = await open(handler, stay.id)
    expect(moved).toMatchObject({ incidentOn: '2026-12-13', entry: { incident: { on: '2026-12-13' } } })
    expect(moved.calculation?.entryChanged).toBe(true)
    expect(moved.siblings).toMatchObject([{ id: allowance.id }])
    expect(await open(handler, allowance.id)).toMatchObject({ incidentOn: '2026-12-13' })
  })

  it('finds 还可申领 and accepts it with one click, sheets and images included', async () => {
    const stay = await readyStay()
    const { claims } = (await handler.get(`/api/claims/${stay.id}/also-claimable`)).json()
    expect(claims).toMatchObject([{ kind: 'hospital-allowance', kindName: '住院津贴', amount: '90.00' }])
    const body = { coverId: claims[0].coverId, kind: 'hospital-allowance' }
    const made = (await handler.post(`/api/claims/${stay.id}/accept-also`, body)).json()
    const opened = await open(handler, made.id)
    expect(opened).toMatchObject({ state: 'entry', holder: { mine: true }, siblings: [{ id: stay.id }] })
    expect(opened.entry.sheets).toHaveLength(1)
    expect(await dueOf(made.number)).not.toBeNull()
    expect((await handler.get(`/api/claims/${stay.id}/also-claimable`)).json().claims).toEqual([])
    expect(refusalOf(await handler.post(`/api/claims/${stay.id}/accept-also`, body))).toMatchObject({
      code: 'other-claim-gone',
    })
  })

  it('finds nothing for what came after the death of the person, and accepts nothing of it', async () => {
    const stay = await readyStay()
    const found = async () => (await handler.get(`/api/claims/${stay.id}/also-claimable`)).json().claims
    const [allowance] = await found()
    const diesOn = (day: string) =>
      asSystem(server.services, ({ db }) => sql`select mark_deceased(${stay.id}, ${day}::date)`.execute(db))
    await diesOn(ON)
    expect(await found()).toEqual([allowance])
    await diesOn('2026-12-11')
    expect(await found()).toEqual([])
    const body = { coverId: allowance.coverId, kind: 'hospital-allowance' }
    const answer = await handler.post(`/api/claims/${stay.id}/accept-also`, body)
    expect(refusalOf(answer)).toMatchObject({ code: 'other-claim-gone' })
  })

  it('shows what a critical illness pays by grade where the code leaves the grade open, and accepts it without one', async () => {
    const [stay] = await accept(['illness-inpatient'], insured[1]?.coverId, '2026-12-14')
    await completeStay(handler, stay.id)
    const sheets = [sheetOf({ invoiceNumber: '26370000000000000073', admittedOn: '2026-12-14' })]
    const incident = { diagnosisCode: 'C73', diagnosisName: '甲状腺恶性肿瘤' }
    await save(handler, stay.id, await entryOf(handler, stay.id, { incident, sheets }))
    const { claims } = (await handler.get(`/api/claims/${stay.id}/also-claimable`)).json()
    const illness = claims.find(({ kind }: { kind: string }) => kind === 'critical-illness')
    expect(illness).toMatchObject({ amount: '3000.00', upTo: '10000.00', by: 'grade' })
    const body = { coverId: illness.coverId, kind: 'critical-illness' }
    const made = (await handler.post(`/api/claims/${stay.id}/accept-also`, body)).json()
    expect((await open(handler, made.id)).entry.incident).toMatchObject({ ...incident, grade: '' })
  })

  it('shows in a ledger what is paid, reserved by which case, and left', async () => {
    const stay = await readyStay()
    await submit(handler, stay.id)
    const { limits } = (await handler.get(`/api/claims/${stay.id}/ledger`)).json()
    expect(limits.find(({ name }: { name: string }) => name === '疾病住院')).toMatchObject({
      cap: '50000.00',
      paid: '0.00',
      reserved: '1568.00',
      left: '48432.00',
      uses: [{ number: stay.number, mine: true, used: '1568.00' }],
    })
  })

  it('warns of a wrong card digit, an overlapping stay, and asks a payee other than the insured for proof', async () => {
    const stay = await readyStay()
    const [again] = await accept(['illness-inpatient'], person.coverId, '2026-12-14')
    await completeStay(handler, again.id)
    const sheets = [sheetOf({ admittedOn: '2026-12-14', invoiceNumber: 'B7' })]
    const payee = {
      card: `${CARD.slice(0, -1)}0`,
      relation: 'spouse',
      name: '李,四',
      idNumber: '379901198506150027',
    } as const
    const saved = await save(handler, again.id, await entryOf(handler, again.id, { payee, sheets }))
    const { missing, findings } = saved.json()
    expect(findings.map(({ path }: { path: string }) => path)).toEqual(['payee.card', 'sheets.0.admittedOn'])
    expect(findings[1].sentence).toContain(stay.number)
    const paths = missing.map(({ path }: { path: string }) => path)
    expect(paths).toContain('payee.name')
    expect(paths.some((path: string) => path.startsWith('material.'))).toBe(true)
  })

  it('is entered by the office’s clerk as well, who sees it whole only while holding it', async () => {
    const [claim] = await accept(['hospital-allowance'])
    expect((await open(clerk, claim.id)).insured.name).toMatch(/\*/)
    await take(clerk, claim.id)
    expect((await open(clerk, claim.id)).insured.name).not.toMatch(/\*/)
    const saved = await save(clerk, claim.id, await entryOf(clerk, claim.id, { sheets: [sheetOf()] }))
    expect(saved.statusCode).toBe(200)
  })

  it('asks for the amounts in the order of the office’s paper, those that it does not name behind', async () => {
    const [stay] = await accept(['illness-inpatient'])
    const usual = (await assess(handler, stay.id)).sheetOrder
    const administrator = await signIn(server, association.officeId, { desks: ['administration'] })
    const { offices } = (await administrator.get('/api/claim-settings')).json()
    const { approvalThreshold, holdMinutes, firstReviewDays, totalDays, lateClaims, version } = offices[0]
    const settings = { approvalThreshold, holdMinutes, firstReviewDays, totalDays, lateClaims, version }
    const paper = ['inScope', 'selfPaid2', 'total'] as const
    const url = `/api/claim-settings/${association.officeId}`
    expect((await administrator.post(url, { ...settings, sheetOrder: paper })).statusCode).toBe(200)
    const { sheetOrder } = await assess(handler, stay.id)
    expect(sheetOrder.slice(0, 3)).toEqual(paper)
    expect(sheetOrder.slice(3)).toEqual(usual.filter((name) => !paper.some((named) => named === name)))
  })
})
