import { dateOf, partsOf, type CalendarDate } from '../shared/calendar-date.ts'
import { add, formatYuan, times, type Cents } from '../shared/cents.ts'
import { accept, refuse, type Decision } from '../shared/decision.ts'

/** What one plan of an enrolment allows on invoices. Amounts in fen. */
export type PlanDue = {
  readonly planCode: string
  readonly name: string
  readonly people: number
  readonly due: Cents
  /** Highest price of one person of this plan, shares included: the high-risk rate where both classes are present. */
  readonly perHeadCap: Cents
}

export type InvoiceRequest = { readonly planCode: string; readonly amount: Cents; readonly heads: number }

export type InvoiceRefusal =
  | { code: 'invoice-plan-unknown' }
  | { code: 'invoice-amount-zero' }
  | { code: 'invoice-above-cap'; perHead: string; cap: string }
  | { code: 'invoice-too-many-heads'; heads: number; people: number }
  | { code: 'invoice-above-due'; amount: string; due: string; plan: string }

/**
 * Judges an invoice request beside the others of its enrolment: amount ≤ heads × the plan's highest price per head,
 * heads over all invoices ≤ people of the plan, sum ≤ what is due. Source: manual 3.3; decisions, "Several plans".
 */
export function judgeInvoice(
  wanted: InvoiceRequest,
  others: readonly InvoiceRequest[],
  plans: readonly PlanDue[],
): Decision<InvoiceRequest, InvoiceRefusal> {
  const plan = plans.find(({ planCode }) => planCode === wanted.planCode)
  if (!plan) return refuse({ code: 'invoice-plan-unknown' })
  if (wanted.amount === 0) return refuse({ code: 'invoice-amount-zero' })
  if (wanted.amount > times(plan.perHeadCap, wanted.heads)) {
    const perHead = Math.ceil(wanted.amount / wanted.heads) as Cents
    return refuse({ code: 'invoice-above-cap', perHead: formatYuan(perHead), cap: formatYuan(plan.perHeadCap) })
  }
  const same = [...others, wanted].filter(({ planCode }) => planCode === wanted.planCode)
  const heads = same.reduce((sum, invoice) => sum + invoice.heads, 0)
  if (heads > plan.people) return refuse({ code: 'invoice-too-many-heads', heads, people: plan.people })
  const amount = add(...same.map((invoice) => invoice.amount))
  if (amount > plan.due) {
    return refuse({ code: 'invoice-above-due', amount: formatYuan(amount), due: formatYuan(plan.due), plan: plan.name })
  }
  return accept(wanted)
}

export type InvoiceSumRefusal = { code: 'invoice-sum-differs'; plan: string; invoiced: string; due: string }

/**
 * 【提交】: every invoice still fits, which is judged again because what is due may have changed since it was entered, and
 * those of each plan sum up to what is due for it. Answers the first that does not.
 */
export function judgeInvoices(
  invoices: readonly InvoiceRequest[],
  plans: readonly PlanDue[],
): Decision<'complete', InvoiceRefusal | InvoiceSumRefusal> {
  for (const invoice of invoices) {
    const others = invoices.filter((other) => other !== invoice)
    const judged = judgeInvoice(invoice, others, plans)
    if (!judged.ok) return judged
  }
  return judgeSums(invoices, plans)
}

/** The invoices that no longer fit what is due, each judged beside those that still do; who comes first stays first. */
export function misfitsOf<Request extends InvoiceRequest>(
  invoices: readonly Request[],
  plans: readonly PlanDue[],
): Request[] {
  const kept: Request[] = []
  return invoices.filter((invoice) => {
    const fits = judgeInvoice(invoice, kept, plans).ok
    if (fits) kept.push(invoice)
    return !fits
  })
}

function judgeSums(
  invoices: readonly InvoiceRequest[],
  plans: readonly PlanDue[],
): Decision<'complete', InvoiceSumRefusal> {
  for (const plan of plans) {
    const invoiced = add(...invoices.filter(({ planCode }) => planCode === plan.planCode).map(({ amount }) => amount))
    if (invoiced !== plan.due) {
      return refuse({
        code: 'invoice-sum-differs',
        plan: plan.name,
        invoiced: formatYuan(invoiced),
        due: formatYuan(plan.due),
      })
    }
  }
  return accept('complete')
}

/** Whether invoices of this month are closed: after the settlement day, which is open until midnight. */
export function isMonthClosed(today: CalendarDate, settlementDay: number): boolean {
  return partsOf(today).day > settlementDay
}

/**
 * The date of an invoice entered today: today, and after the settlement day the 1st of the next month; the payment is
 * not held up by it. Source: manual, note 4; decisions, "The 25th".
 */
export function invoiceDate(today: CalendarDate, settlementDay: number): CalendarDate {
  if (!isMonthClosed(today, settlementDay)) return today
  return firstOfNextMonth(today)
}

function firstOfNextMonth(today: CalendarDate): CalendarDate {
  const { year, month } = partsOf(today)
  const next = month === 12 ? dateOf(year + 1, 1, 1) : dateOf(year, month + 1, 1)
  if (!next) throw new RangeError(`no month after ${today}`)
  return next
}

/** The settlement day that comes next, today included: of this month, or of the next once this month is closed. */
export function nextSettlement(today: CalendarDate, settlementDay: number): CalendarDate {
  const { year, month } = partsOf(isMonthClosed(today, settlementDay) ? firstOfNextMonth(today) : today)
  const day = dateOf(year, month, settlementDay)
  if (!day) throw new RangeError(`${settlementDay} is no day of every month`)
  return day
}
