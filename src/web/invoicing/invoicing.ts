import type { OutputOf } from '../../contract/endpoint.ts'
import type { getInvoicing } from '../../contract/invoicing.ts'
import { judgeInvoice, judgeInvoices, type InvoiceRequest, type PlanDue } from '../../domain/invoicing/invoice.ts'
import { formatYuan, subtract, ZERO } from '../../domain/shared/cents.ts'
import { sentenceIn } from '../../contract/words/refusal-words.ts'
import { invoicingRefusals } from '../../contract/words/refusals-invoicing.ts'
import { centsOf } from '../shared/shown.ts'

export type Invoicing = OutputOf<typeof getInvoicing>
export type Payment = Invoicing['payments'][number]
export type Invoice = Invoicing['invoices'][number]
export type InvoicedPlan = Invoicing['plans'][number]

/** What is not yet there of an amount; 0.00 where more is there. */
export function missingOf(due: string, there: string): string {
  const missing = subtract(centsOf(due), centsOf(there))
  return formatYuan(missing > 0 ? missing : ZERO)
}

function duesOf({ plans }: Invoicing): PlanDue[] {
  return plans.map(({ planCode, name, people, due, perHeadCap }) => ({
    planCode,
    name,
    people,
    due: centsOf(due),
    perHeadCap: centsOf(perHeadCap),
  }))
}

type Given = { readonly planCode: string; readonly amount: string; readonly heads: number }
const requestOf = ({ planCode, amount, heads }: Given): InvoiceRequest => ({ planCode, heads, amount: centsOf(amount) })

/** What stands against an invoice as typed, beside the others of its enrolment, in a sentence. */
export function invoiceProblem(wanted: Given, others: readonly Invoice[], invoicing: Invoicing): string | undefined {
  const judged = judgeInvoice(requestOf(wanted), others.map(requestOf), duesOf(invoicing))
  return judged.ok ? undefined : sentenceIn(invoicingRefusals, judged.refusal)
}

/** What stands against 【提交】, in a sentence. */
export function sumProblem(invoices: readonly Given[], invoicing: Invoicing): string | undefined {
  const judged = judgeInvoices(invoices.map(requestOf), duesOf(invoicing))
  return judged.ok ? undefined : sentenceIn(invoicingRefusals, judged.refusal)
}

/** An invoice that the page proposes: what is due for a plan, made out to the unit. Saved with 【提交】. */
export type Proposal = {
  readonly planCode: string
  readonly kind: 'invoice'
  readonly titleKind: 'unit'
  readonly title: string
  readonly taxNumber: string
  readonly amount: string
  readonly heads: number
  readonly mail: string
  readonly mobile: string
}

/** One proposal for every plan without an invoice, where the unit's details are known. */
export function proposalsOf({ plans, invoices, proposal }: Invoicing): readonly Proposal[] {
  const { title, mail, taxNumber, mobile } = proposal
  if (title === '' || mail === '' || taxNumber === '') return []
  return plans
    .filter(({ planCode, due }) => centsOf(due) > 0 && invoices.every((invoice) => invoice.planCode !== planCode))
    .map(({ planCode, due, people }) => ({
      planCode,
      kind: 'invoice',
      titleKind: 'unit',
      title,
      taxNumber,
      amount: due,
      heads: people,
      mail,
      mobile,
    }))
}
