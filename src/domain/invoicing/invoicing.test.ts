import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { date } from '../shared/calendar-date.ts'
import { cents } from '../shared/cents.ts'
import { invoiceDate, isMonthClosed, judgeInvoice, judgeInvoices, misfitsOf, type PlanDue } from './invoice.ts'
import { creditOf, judgeConfirmation, judgeReversal, referenceKey } from './payment.ts'

const plan: PlanDue = {
  planCode: 'comprehensive',
  name: '综合',
  people: 10,
  due: cents(103_000),
  perHeadCap: cents(13_000),
}
const request = (amount: number, heads: number) => ({ planCode: 'comprehensive', amount: cents(amount), heads })

describe('an invoice request', () => {
  it('may reach the highest price per head and not pass it', () => {
    expect(judgeInvoice(request(26_000, 2), [], [plan]).ok).toBe(true)
    expect(judgeInvoice(request(26_001, 2), [], [plan])).toEqual({
      ok: false,
      refusal: { code: 'invoice-above-cap', perHead: '130.01', cap: '130.00' },
    })
  })
  it('counts heads and amounts over all invoices of the plan', () => {
    expect(judgeInvoice(request(10_000, 6), [request(50_000, 5)], [plan])).toMatchObject({
      refusal: { code: 'invoice-too-many-heads' },
    })
    expect(judgeInvoice(request(60_000, 5), [request(50_000, 5)], [plan])).toMatchObject({
      refusal: { code: 'invoice-above-due' },
    })
    expect(judgeInvoice({ ...request(1, 1), planCode: 'other' }, [], [plan])).toMatchObject({
      refusal: { code: 'invoice-plan-unknown' },
    })
  })
  it('can be submitted only where the sum is what is due', () => {
    expect(judgeInvoices([request(53_000, 5), request(50_000, 5)], [plan]).ok).toBe(true)
    expect(judgeInvoices([request(53_000, 5)], [plan])).toEqual({
      ok: false,
      refusal: { code: 'invoice-sum-differs', plan: '综合', invoiced: '530.00', due: '1030.00' },
    })
  })
  it('is judged again at 提交: an unknown plan, a lower cap, fewer people and a smaller sum refuse it', () => {
    const whole = [request(53_000, 5), request(50_000, 5)]
    const stray = { ...request(5_000, 1), planCode: 'gone' }
    const codeOf = (invoices: typeof whole, due: Partial<PlanDue> = {}) => {
      const judged = judgeInvoices(invoices, [{ ...plan, ...due }])
      return judged.ok ? undefined : judged.refusal.code
    }
    expect(codeOf([...whole, stray])).toBe('invoice-plan-unknown')
    expect(codeOf(whole, { perHeadCap: cents(10_599) })).toBe('invoice-above-cap')
    expect(codeOf(whole, { people: 9 })).toBe('invoice-too-many-heads')
    expect(codeOf(whole, { due: cents(102_999) })).toBe('invoice-above-due')
  })
  it('no longer fits where the plan is gone, or where those before it take up all that is due', () => {
    const [first, second] = [request(53_000, 5), request(50_000, 5)]
    const stray = { ...request(5_000, 1), planCode: 'gone' }
    expect(misfitsOf([stray, first, second], [plan])).toEqual([stray])
    expect(misfitsOf([first, second], [{ ...plan, people: 8, due: cents(83_000) }])).toEqual([second])
    expect(misfitsOf([second, first], [{ ...plan, people: 5, due: cents(50_000) }])).toEqual([first])
  })
  it('never lets accepted invoices pass what is due', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 60_000 }), fc.integer({ min: 1, max: 5 }))), (wanted) => {
        const kept: ReturnType<typeof request>[] = []
        for (const [amount, heads] of wanted) {
          const next = request(amount, heads)
          if (judgeInvoice(next, kept, [plan]).ok) kept.push(next)
        }
        expect(kept.reduce((sum, one) => sum + one.amount, 0)).toBeLessThanOrEqual(plan.due)
        expect(kept.reduce((sum, one) => sum + one.heads, 0)).toBeLessThanOrEqual(plan.people)
      }),
    )
  })
})

describe('the settlement day', () => {
  it('is open itself; from the next day invoices bear the 1st of the next month', () => {
    expect(isMonthClosed(date('2026-11-25'), 25)).toBe(false)
    expect(invoiceDate(date('2026-11-25'), 25)).toBe('2026-11-25')
    expect(invoiceDate(date('2026-11-26'), 25)).toBe('2026-12-01')
    expect(invoiceDate(date('2026-12-31'), 25)).toBe('2027-01-01')
  })
})

describe('the confirmation of money', () => {
  const payment = {
    due: cents(100),
    paid: cents(100),
    onePersonMayReviewAndConfirm: false,
  }
  const confirmer = { isSubmitter: false, isReviewer: false }
  it('waits until everything due has come', () => {
    expect(judgeConfirmation({ ...payment, paid: cents(99) }, confirmer)).toMatchObject({
      refusal: { code: 'payment-short', missing: '0.01' },
    })
    expect(judgeConfirmation(payment, confirmer).ok).toBe(true)
    expect(creditOf(cents(100), cents(130))).toBe(30)
  })
  it('is not for the submitter, and for the reviewer only in small offices', () => {
    expect(judgeConfirmation(payment, { ...confirmer, isSubmitter: true }).ok).toBe(false)
    expect(judgeConfirmation(payment, { ...confirmer, isReviewer: true }).ok).toBe(false)
    expect(
      judgeConfirmation({ ...payment, onePersonMayReviewAndConfirm: true }, { ...confirmer, isReviewer: true }).ok,
    ).toBe(true)
  })
})

describe('a payment that was recorded wrongly', () => {
  it('is taken back once, before 到账确认', () => {
    const codeOf = (...given: Parameters<typeof judgeReversal>) => {
      const judged = judgeReversal(...given)
      return judged.ok ? 'ok' : judged.refusal.code
    }
    expect(codeOf('payment', { isReversed: false })).toBe('ok')
    expect(codeOf('payment', { isReversed: true })).toBe('payment-reversed')
    expect(codeOf('confirmed', { isReversed: false })).toBe('not-in-payment')
  })
  it('is known by its bank reference, however that was typed', () => {
    for (const typed of ['N2026 001', 'n2026001', 'Ｎ２０２６００１', '\u3000N2026\u200b001 ']) {
      expect(referenceKey(typed)).toBe('N2026001')
    }
  })
})
