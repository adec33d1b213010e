import { sql } from 'kysely'
import pg from 'pg'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OutputOf } from '../../src/contract/endpoint.ts'
import type { getInvoicing } from '../../src/contract/invoicing.ts'
import { renderMessage } from '../../src/contract/words/messages.ts'
import type { MessageKind } from '../../src/domain/messages/templates.ts'
import type { CertificateId, ImportBatchId } from '../../src/domain/shared/ids.ts'
import { makeLetter } from '../../src/server/certificates/make-letter.ts'
import { runImport } from '../../src/server/enrolment/run-import.ts'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { messagesTo } from '../support/accounts.ts'
import { asSystem, makeAssociation, signIn, type Actor } from '../support/actors.ts'
import { batchOf, detailOf, importFile, newEnrolment } from '../support/enrolment.ts'
import { pdfText } from '../support/pdf-text.ts'
import { personOf, rosterCsv, type Person } from '../support/people.ts'
import { registerUnit } from '../support/registered-unit.ts'
import { submit } from '../support/submittable.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const MAIN = 'comprehensive'
/** Requires the main plan. */
const WOMEN = 'nanping-women'
/** Even ones are women. */
const staff = [1, 2, 3, 4, 5].map(personOf)
const women = [personOf(2), personOf(4)]
const CELLS = { idKind: '', born: '', sex: '', riskClass: '' }

describe('an enrolment of several plans', () => {
  let server: TestServer
  let handler: Actor
  let reviewer: Actor
  let finance: Actor
  let id: string

  const url = (rest: string) => `/api/enrolments/${id}${rest}`
  const versionOf = async () => (await detailOf(handler, id)).version
  const bring = (planCode: string, name: string, people: readonly Person[]) =>
    importFile({ handler, services: server.services }, { id, planCode, name, bytes: rosterCsv(people) })
  const add = async (planCode: string, person: Person) =>
    (await handler.post(url(`/rosters/${planCode}/people`), { cells: { ...CELLS, ...person } })).json()
  const remove = async (planCode: string, person: Person) => {
    const { rows } = (await handler.post(url(`/rosters/${planCode}/window`), { search: person.idNumber })).json()
    await handler.post(url(`/rosters/${planCode}/remove`), { people: [rows[0].id] })
  }
  const choose = async (...codes: string[]) => {
    const { plans } = (await handler.get('/api/plans/offers')).json<{ plans: { code: string; offerId: string }[] }>()
    const wishes = plans.filter(({ code }) => codes.includes(code)).map(({ offerId }) => ({ offerId, shares: 1 }))
    const leaveOut = [MAIN, WOMEN].filter((code) => !codes.includes(code))
    const answer = await handler.post(url('/plans'), { version: await versionOf(), plans: wishes, leaveOut })
    expect(answer.statusCode, answer.body).toBe(200)
  }
  const approve = async () => {
    await reviewer.post('/api/work/take', { kind: 'enrolment-review', subjects: [id] })
    const opened = (await reviewer.post(url('/open-review'))).json()
    const answer = await reviewer.post(url('/approve'), { version: await versionOf() })
    expect(answer.statusCode, answer.body).toBe(200)
    return opened
  }
  const giveBack = async () => {
    const reasons = [{ step: 'plans', text: '请核对所选活动' }]
    const answer = await reviewer.post(url('/return'), { version: await versionOf(), reasons })
    expect(answer.statusCode, answer.body).toBe(200)
  }
  const sell = (planCode: string, to: string | null) =>
    asSystem(server.services, ({ db }) =>
      sql`update offers set sale_to = ${to} where plan_code = ${planCode}`.execute(db),
    )
  const invoicing = async () => (await handler.get(url('/invoicing'))).json<OutputOf<typeof getInvoicing>>()
  const invoice = async (planCode: string, amount: string, heads: number) => {
    const fields = { kind: 'invoice', titleKind: 'unit', title: '甲单位', taxNumber: '91370000MA00000A1X' }
    const wanted = { ...fields, planCode, amount, heads, mail: 'office@example.org' }
    return (await handler.post(url('/invoices'), wanted)).json()
  }
  const handIn = async () => (await handler.post(url('/invoicing/submit'), { version: await versionOf() })).json()

  /** While no letter can be written that breaks this. */
  const failing = async (check: string, work: () => Promise<void>) => {
    const superuser = new pg.Client({ connectionString: server.database.superuserUrl })
    await superuser.connect()
    await superuser.query(`alter table certificates add constraint failing ${check}`)
    await work()
    await superuser.query('alter table certificates drop constraint failing')
    await superuser.end()
  }

  beforeAll(async () => {
    server = await startTestServer({ at: '2026-11-10T09:00:00+08:00' })
    const { unitId, officeId } = await makeAssociation(server)
    handler = await signIn(server, unitId, { desks: ['unit-handler'] })
    reviewer = await signIn(server, officeId, { desks: ['enrolment-review'], name: '审核' })
    finance = await signIn(server, officeId, { desks: ['finance'], name: '财务' })
    await registerUnit(server, handler)
    id = await newEnrolment(handler, { [MAIN]: 1, [WOMEN]: 1 }, { staffCount: 10, womenCount: 4 })
    const photo = await sharp({ create: { width: 20, height: 20, channels: 3, background: 'blue' } })
      .png()
      .toBuffer()
    await handler.upload(url('/attachments/social-insurance'), '证明.png', photo)
  })
  afterAll(() => server.stop())

  it('imports one file for several plans, judged by the rules of each', async () => {
    const main = await bring(MAIN, '全员.csv', staff)
    const reuse = (batchId: string, more: object = {}) =>
      handler.post(url(`/rosters/${WOMEN}/reuse-file`), { batchId, ...more })
    const { batchId } = (await reuse(main.id)).json<{ batchId: ImportBatchId }>()
    expect((await reuse(main.id)).json()).toMatchObject({ refusal: { code: 'import-running' } })
    await runImport(server.services, batchId)
    expect(await batchOf(handler, id, batchId)).toMatchObject({
      planCode: WOMEN,
      fileName: '全员.csv',
      accepted: 2,
      byCause: [{ code: 'E08', rows: 3 }],
    })
    expect((await reuse(main.id)).json()).toMatchObject({ refusal: { code: 'file-came-before', accepted: 2 } })
    const again = (await reuse(main.id, { again: true })).json<{ batchId: string }>()
    expect((await handler.post(`/api/batches/${again.batchId}/cancel`)).statusCode).toBe(200)
    expect((await reuse(id)).statusCode).toBe(404)
    const other = await newEnrolment(handler, { [WOMEN]: 1 })
    const foreign = await handler.post(`/api/enrolments/${other}/rosters/${WOMEN}/reuse-file`, { batchId: main.id })
    expect(foreign.statusCode).toBe(404)
    await asSystem(server.services, ({ db }) =>
      sql`update files set removed_at = now() where purpose = 'roster'`.execute(db),
    )
    expect((await reuse(main.id, { again: true })).json()).toMatchObject({ refusal: { code: 'roster-file-gone' } })
    for (const planCode of [MAIN, WOMEN]) await handler.post(url(`/rosters/${planCode}/remove`))
  })
  it('refuses in the second roster whoever is not in that of the required plan', async () => {
    const early = await bring(WOMEN, '女职工.csv', women)
    expect(early).toMatchObject({ accepted: 0, refused: 2, byCause: [{ code: 'E16', rows: 2 }] })
    expect(await bring(MAIN, '全员（再次）.csv', staff.toReversed())).toMatchObject({ accepted: 5, refused: 0 })
    const late = await bring(WOMEN, '女职工（再次）.csv', [...women, personOf(1)])
    expect(late).toMatchObject({ accepted: 2, refused: 1, byCause: [{ code: 'E08', rows: 1 }] })
    expect(await detailOf(handler, id)).toMatchObject({
      total: '550.00',
      plans: [
        { planCode: MAIN, people: 5, women: 2 },
        { planCode: WOMEN, people: 2, women: 2 },
      ],
      receipt: [
        { planCode: MAIN, heads: 5, amount: '500.00' },
        { planCode: WOMEN, heads: 2, amount: '50.00' },
      ],
    })
  })
  it('is not submitted while someone has lost the required plan since', async () => {
    await remove(MAIN, personOf(4))
    const { findings } = (await submit(handler, id)).json()
    expect(findings).toMatchObject([{ code: 'people-refused', planCode: WOMEN }])
    expect(findings[0].sentence).toContain(personOf(4).name)
    expect(await add(MAIN, personOf(4))).toMatchObject({ accepted: true })
    expect((await submit(handler, id)).json().findings).toEqual([])
  })
  it('tells the clause and the version of each price, and when the sum was taken: at submission, for good', async () => {
    const submitted = new Date(server.clock.now()).toISOString()
    server.clock.add(3_600_000)
    expect(await detailOf(handler, id)).toMatchObject({
      receiptAt: submitted,
      plans: [
        { planCode: MAIN, version: expect.stringMatching(/^\d/), priceClause: '第二条' },
        { planCode: WOMEN, version: expect.stringMatching(/^\d/), priceClause: expect.stringMatching(/^第.+条$/) },
      ],
    })
    const other = await newEnrolment(handler, { [WOMEN]: 1 })
    expect((await detailOf(handler, other)).receiptAt).toBe(new Date(server.clock.now()).toISOString())
  })
  it('is reviewed as one, and invoiced by plan', async () => {
    const opened = await approve()
    expect(opened.enrolment.plans).toHaveLength(2)
    expect(await invoicing()).toMatchObject({
      due: '550.00',
      plans: [
        { planCode: MAIN, due: '500.00', perHeadCap: '100.00' },
        { planCode: WOMEN, due: '50.00', perHeadCap: '25.00' },
      ],
    })
    expect(await invoice(WOMEN, '50.01', 2)).toMatchObject({ refusal: { code: 'invoice-above-cap', cap: '25.00' } })
    expect(await invoice(MAIN, '500', 5)).toMatchObject({ dated: '2026-11-10' })
    // The sum of the plan is asked for, not that of the enrolment.
    const names = (await invoicing()).plans.map(({ name }) => name)
    expect(await handIn()).toMatchObject({ refusal: { code: 'invoice-sum-differs', plan: names[1], due: '50.00' } })
    expect(await invoice(WOMEN, '50', 2)).toMatchObject({ dated: '2026-11-10' })
  })
  it('that loses a plan after a return loses its roster, its part of the sum and its invoice', async () => {
    await giveBack()
    await choose(MAIN)
    expect(await detailOf(handler, id)).toMatchObject({ total: '500.00', plans: [{ planCode: MAIN, people: 5 }] })
    expect((await submit(handler, id)).json().findings).toEqual([])
    await approve()
    expect(await invoicing()).toMatchObject({
      due: '500.00',
      invoices: [{ planCode: MAIN }],
      voided: [{ planCode: WOMEN, reason: 'receipt-changed' }],
    })
    expect(await checkInvariants(server.services)).toEqual([])
    expect(await handIn()).toMatchObject({ dated: null })
  })
  it('that chooses it again has to import and to invoice it again', async () => {
    await giveBack()
    await choose(MAIN, WOMEN)
    expect((await submit(handler, id)).json().findings).toMatchObject([{ code: 'roster-empty', planCode: WOMEN }])
    for (const person of women) expect(await add(WOMEN, person)).toMatchObject({ accepted: true })
    expect((await submit(handler, id)).json().findings).toEqual([])
    await approve()
    expect(await handIn()).toMatchObject({ refusal: { code: 'invoice-sum-differs' } })
    await invoice(WOMEN, '50', 2)
    expect(await handIn()).toMatchObject({ dated: null })
  })
  it('keeps a plan that is sold no longer, with its roster, until it is left out by name', async () => {
    await giveBack()
    await sell(WOMEN, '2026-11-09')
    const offersOf = new Map((await detailOf(handler, id)).plans.map(({ planCode, offerId }) => [planCode, offerId]))
    const save = async (plans: readonly object[], leaveOut: readonly string[] = []) =>
      (await handler.post(url('/plans'), { version: await versionOf(), plans, leaveOut })).json()
    const main = { offerId: offersOf.get(MAIN), shares: 2 }
    const stays = [
      { planCode: MAIN, shares: 2, people: 5 },
      { planCode: WOMEN, shares: 1, people: 2 },
    ]
    // From a page that shows the plans of today only, and from one that shows the chosen one too.
    await save([main])
    expect((await detailOf(handler, id)).plans).toMatchObject(stays)
    await save([main, { offerId: offersOf.get(WOMEN), shares: 1 }])
    expect((await detailOf(handler, id)).plans).toMatchObject(stays)
    expect(await save([main, { offerId: offersOf.get(WOMEN), shares: 2 }])).toMatchObject({
      refusal: { code: 'no-longer-on-sale', sellsUntil: '2026-11-09' },
    })
    expect((await submit(handler, id)).json().findings).toMatchObject([{ code: 'no-longer-on-sale', planCode: WOMEN }])
    await sell(WOMEN, null)
    await choose(MAIN, WOMEN)
    expect((await submit(handler, id)).json().findings).toEqual([])
    await approve()
    await handIn()
  })
  it('is paid as one, and covered and certified by plan', async () => {
    await finance.post('/api/work/take', { kind: 'payment', subjects: [id] })
    const money = { paidOn: '2026-11-10', amount: '550', payer: '甲单位', reference: 'BANK-1' }
    expect((await finance.post(url('/payments'), money)).json()).toMatchObject({ paid: '550.00', credit: '0.00' })
    // The second plan is of the next calendar year, so that its cover begins later.
    await asSystem(server.services, ({ db }) =>
      sql`update enrolment_plans set calendar_year = 2027 where enrolment_id = ${id} and plan_code = ${WOMEN}`.execute(
        db,
      ),
    )
    await failing(`check (plan_code <> '${WOMEN}')`, async () => {
      expect((await finance.post(url('/confirm'), { version: await versionOf() })).statusCode).toBe(500)
    })
    // What went back tells no progress any more.
    expect((await finance.get(url('/confirm-progress'))).json()).toEqual({ running: null })
    const confirmed = (await finance.post(url('/confirm'), { version: await versionOf() })).json()
    expect(confirmed).toMatchObject({ covers: 7, certificates: [expect.any(String), expect.any(String)] })
    const [sent] = await messagesTo(server, '19900000000')
    const sms = renderMessage(sent?.kind as MessageKind, sent?.variables as never).text
    expect(sms).toContain('会费已到账，5 人的保障最早自 2026-11-11 起生效')
    const { rows } = (await handler.get('/api/certificates?tab=unprinted')).json<{
      rows: { id: CertificateId; heads: number; total: string }[]
    }>()
    expect(rows.map(({ heads, total }) => `${heads} ${total}`).toSorted()).toEqual(['2 50.00', '5 500.00'])
    for (const { id: subject, total } of rows) {
      await makeLetter(server.services, { subject })
      await handler.post(`/api/certificates/${subject}/confirm-roster`, { version: 1 })
      const letter = await handler.get(`/api/certificates/${subject}/versions/1/letter.pdf`)
      expect(pdfText(letter.rawPayload).join('\n')).toContain(`人民币 ${total} 元`)
    }
    expect(await checkInvariants(server.services)).toEqual([])
  })
})
