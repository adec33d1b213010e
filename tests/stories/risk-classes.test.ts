import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { renderMessage } from '../../src/contract/words/messages.ts'
import type { MessageKind } from '../../src/domain/messages/templates.ts'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { messagesTo } from '../support/accounts.ts'
import { asSystem, makeAssociation, signIn, type Actor } from '../support/actors.ts'
import { detailOf, importFile, newEnrolment } from '../support/enrolment.ts'
import { personOf } from '../support/people.ts'
import { registerUnit } from '../support/registered-unit.ts'
import { submit } from '../support/submittable.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const PLAN = 'comprehensive'
const ORDINARY = 8
const HIGH_RISK = 2

describe('a roster of 普通 and 高危', () => {
  let server: TestServer
  let handler: Actor
  let reviewer: Actor
  let finance: Actor
  let id: string

  const url = (rest: string) => `/api/enrolments/${id}${rest}`
  const versionOf = async () => (await detailOf(handler, id)).version
  const invoice = async (amount: string, heads: number) => {
    const fields = { kind: 'invoice', titleKind: 'unit', title: '甲单位', taxNumber: '91370000MA00000A1X' }
    const wanted = { ...fields, planCode: PLAN, amount, heads, mail: 'office@example.org' }
    return (await handler.post(url('/invoices'), wanted)).json()
  }

  beforeAll(async () => {
    server = await startTestServer({ at: '2026-11-10T09:00:00+08:00' })
    const { unitId, officeId } = await makeAssociation(server)
    handler = await signIn(server, unitId, { desks: ['unit-handler'] })
    reviewer = await signIn(server, officeId, { desks: ['enrolment-review'], name: '审核' })
    finance = await signIn(server, officeId, { desks: ['finance'], name: '财务' })
    await registerUnit(server, handler)
    id = await newEnrolment(handler, { [PLAN]: 1 }, { staffCount: 10, womenCount: 5 })
  })
  afterAll(() => server.stop())

  it('is priced by class on the receipt', async () => {
    const lines = Array.from({ length: ORDINARY + HIGH_RISK }, (_, at) => {
      const { name, idNumber, phone } = personOf(at)
      return `${at + 1},${name},${idNumber},${phone},${at < HIGH_RISK ? '高危' : '普通'}`
    })
    const bytes = Buffer.from(`序号,参保人姓名,身份证号,手机号,职业类别\n${lines.join('\n')}\n`)
    const wish = { id, planCode: PLAN, name: '名单.csv', bytes }
    expect(await importFile({ handler, services: server.services }, wish)).toMatchObject({ accepted: 10, refused: 0 })
    expect(await detailOf(handler, id)).toMatchObject({
      total: '1060.00',
      receipt: [
        { heads: 8, price: '100.00', amount: '800.00' },
        { heads: 2, price: '130.00', amount: '260.00' },
      ],
    })
  })
  it('is counted anew at 【完成】, so that what is due is the sum of what everyone pays', async () => {
    const photo = await sharp({ create: { width: 20, height: 20, channels: 3, background: 'blue' } })
      .png()
      .toBuffer()
    await handler.upload(url('/attachments/social-insurance'), '证明.png', photo)
    await asSystem(server.services, ({ db }) =>
      sql`update enrolment_plans set high_risk = 0 where enrolment_id = ${id}`.execute(db),
    )
    expect((await submit(handler, id)).json().findings).toMatchObject([
      { code: 'contribution-changed', sentence: expect.stringMatching(/1,?000\.00.*1,?060\.00/) },
    ])
    expect((await submit(handler, id)).json().findings).toEqual([])
    expect((await detailOf(handler, id)).total).toBe('1060.00')
    expect(await checkInvariants(server.services)).toEqual([])
  })
  it('is invoiced up to the price of 高危 per head, and to the fen of what is due', async () => {
    await reviewer.post('/api/work/take', { kind: 'enrolment-review', subjects: [id] })
    expect((await reviewer.post(url('/approve'), { version: await versionOf() })).statusCode).toBe(200)
    expect((await handler.get(url('/invoicing'))).json()).toMatchObject({
      due: '1060.00',
      plans: [{ due: '1060.00', perHeadCap: '130.00' }],
    })
    expect(await invoice('260.01', 2)).toMatchObject({ refusal: { code: 'invoice-above-cap', cap: '130.00' } })
    expect(await invoice('260', 2)).toMatchObject({ dated: '2026-11-10' })
    expect(await invoice('800.01', 8)).toMatchObject({ refusal: { code: 'invoice-above-due', due: '1060.00' } })
    expect(await invoice('800', 8)).toMatchObject({ dated: '2026-11-10' })
    expect((await handler.post(url('/invoicing/submit'), { version: await versionOf() })).statusCode).toBe(200)
  })
  it('is paid and covered, each under the class that was imported', async () => {
    await finance.post('/api/work/take', { kind: 'payment', subjects: [id] })
    const money = { paidOn: '2026-11-10', amount: '1060', payer: '甲单位', reference: 'BANK-1' }
    await finance.post(url('/payments'), money)
    expect((await finance.post(url('/confirm'), { version: await versionOf() })).json()).toMatchObject({ covers: 10 })
    const [sent] = await messagesTo(server, '19900000000')
    const sms = renderMessage(sent?.kind as MessageKind, sent?.variables as never).text
    expect(sms).toContain('会费已到账，10 人的保障自 2026-11-11 起生效')
    const { rows } = await asSystem(server.services, ({ db }) =>
      sql<{ riskClass: string; heads: number }>`select risk_class as "riskClass", count(*)::int as heads from covers
        where enrolment_id = ${id} group by 1 order by 1`.execute(db),
    )
    expect(rows).toEqual([
      { riskClass: 'high-risk', heads: HIGH_RISK },
      { riskClass: 'ordinary', heads: ORDINARY },
    ])
    expect(await checkInvariants(server.services)).toEqual([])
  })
})
