import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endUnpaid } from '../../src/server/enrolment/end-unpaid.ts'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { approvedEnrolment } from '../support/approved-enrolment.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { unitInvoice } from '../support/unit-invoice.ts'

describe('money that was recorded wrongly', () => {
  let server: TestServer
  let association: Association
  let handler: Actor
  let reviewer: Actor
  let finance: Actor
  let other: Actor
  let made = 0

  beforeAll(async () => {
    server = await startTestServer({ at: '2026-11-10T09:00:00+08:00' })
    association = await makeAssociation(server)
    handler = await signIn(server, association.unitId, { desks: ['unit-handler'] })
    reviewer = await signIn(server, association.officeId, { desks: ['enrolment-review'] })
    finance = await signIn(server, association.officeId, { desks: ['finance'], name: '财务甲' })
    other = await signIn(server, association.officeId, { desks: ['finance'], name: '财务乙' })
  })
  afterAll(() => server.stop())

  const moneyOf = async (id: string, actor = finance) => (await actor.get(`/api/enrolments/${id}/invoicing`)).json()
  const pay = (id: string, reference: string, amount = '300') => {
    const money = { paidOn: '2026-11-10', amount, payer: '丙单位', reference }
    return finance.post(`/api/enrolments/${id}/payments`, money)
  }
  const reverse = (id: string, paymentId: string, by = finance) =>
    by.post(`/api/enrolments/${id}/payments/${paymentId}/reverse`, { reason: '属于另一参保单' })
  /** An enrolment of three people in 到账确认, held by finance. */
  async function taken(): Promise<string> {
    const [submittedBy, reviewedBy] = [handler.accountId, reviewer.accountId]
    const id = await approvedEnrolment(server, { ...association, submittedBy, reviewedBy, people: 3, from: made++ * 3 })
    await handler.post(`/api/enrolments/${id}/invoices`, { ...unitInvoice, amount: '300', heads: 3 })
    await handler.post(`/api/enrolments/${id}/invoicing/submit`, { version: (await moneyOf(id)).version })
    await finance.post('/api/work/take', { kind: 'payment', subjects: [id] })
    return id
  }

  it('is taken back by who holds the enrolment, with a reason, and its reference goes where it belongs', async () => {
    const [wrong, right] = [await taken(), await taken()]
    const { paymentId } = (await pay(wrong, 'N2026 001')).json()
    expect((await pay(right, 'N2026 001')).json()).toMatchObject({ refusal: { code: 'payment-reference-used' } })
    expect((await reverse(wrong, paymentId, other)).json()).toMatchObject({ refusal: { code: 'held-by-other' } })
    expect((await reverse(right, paymentId)).statusCode).toBe(404)
    expect((await reverse(wrong, paymentId)).json()).toEqual({ paid: '0.00', due: '300.00', credit: '0.00' })
    expect((await reverse(wrong, paymentId)).json()).toMatchObject({ refusal: { code: 'payment-reversed' } })
    expect(await moneyOf(wrong)).toMatchObject({
      paid: '0.00',
      payments: [{ id: paymentId, amount: '300.00', reversed: { reason: '属于另一参保单' } }],
    })
    // Whose money it was is nothing that this unit should learn.
    expect((await moneyOf(wrong, handler)).payments).toEqual([])
    expect((await pay(right, 'N2026 001')).json()).toMatchObject({ paid: '300.00' })
    const { version } = await moneyOf(right)
    expect((await finance.post(`/api/enrolments/${right}/confirm`, { version })).json()).toMatchObject({ covers: 3 })
    expect(await checkInvariants(server.services)).toEqual([])
    const { rows } = await asSystem(server.services, ({ db }) =>
      sql`select before, facts from journal where action = 'invoicing.reverse-payment' and result = 'done'`.execute(db),
    )
    const facts = { payment: paymentId, amount: 30_000, reference: 'N2026 001', reason: '属于另一参保单', paid: 0 }
    expect(rows).toEqual([{ before: { paid: 30_000 }, facts }])
  })
  it('is not taken back once it is confirmed', async () => {
    const id = await taken()
    const { paymentId } = (await pay(id, 'LATE-1')).json()
    await finance.post(`/api/enrolments/${id}/confirm`, { version: (await moneyOf(id)).version })
    expect((await reverse(id, paymentId)).json()).toMatchObject({ refusal: { code: 'left-pool' } })
  })
  it('leaves the ways back open again: to the invoices, to the unit, and to the warning before the end', async () => {
    const id = await taken()
    await asSystem(server.services, ({ db }) =>
      sql`update enrolments set warned_at = '2026-11-09T00:00:00Z' where id = ${id}`.execute(db),
    )
    const { paymentId } = (await pay(id, 'BACK-1', '100')).json()
    const goBack = async () => {
      const { version } = await moneyOf(id)
      return finance.post(`/api/enrolments/${id}/invoicing/return`, { version, reason: '抬头有误' })
    }
    const refused = (await goBack()).json()
    expect(refused).toMatchObject({ refusal: { code: 'money-recorded' } })
    await reverse(id, paymentId)
    expect((await goBack()).statusCode).toBe(200)
    server.clock.set('2027-01-20T01:00:00+08:00')
    await endUnpaid(server.services, new AbortController().signal, console)
    expect(await moneyOf(id)).toMatchObject({ state: 'invoicing' })
    server.clock.set('2026-11-10T10:00:00+08:00')
  })
  it('is the same bank reference with spaces, in small and in full-width letters', async () => {
    const id = await taken()
    expect((await pay(id, ' N2026 099', '100')).json()).toMatchObject({ paid: '100.00' })
    for (const typed of ['N2026099', 'n2026099', 'Ｎ２０２６０９９', 'N2026\u00a0099', 'N2026\u200b099']) {
      expect((await pay(id, typed, '100')).json()).toMatchObject({ refusal: { code: 'payment-reference-used' } })
    }
    expect((await moneyOf(id)).payments).toMatchObject([{ reference: 'N2026 099' }])
    expect((await pay(id, '\u3000', '100')).json()).toMatchObject({ refusal: { code: 'payment-reference-missing' } })
  })
})
