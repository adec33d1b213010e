import { saveInvoice } from '../../contract/invoicing.ts'
import { formatYuan, type Cents } from '../../domain/shared/cents.ts'
import { judgeInvoiceMobile, judgeTaxNumber, type TitleKind } from '../../domain/invoicing/invoicee.ts'
import { hasWrongCheckDigit } from '../../domain/units/credit-code.ts'
import { parseMail } from '../../domain/units/reach.ts'
import { sentenceIn } from '../../contract/words/refusal-words.ts'
import { unitRefusals } from '../../contract/words/refusals-units.ts'
import { centsOf } from '../shared/shown.ts'
import { useSchemaForm } from '../shared/use-schema-form.ts'
import { words } from '../words/words.ts'
import { invoiceProblem, missingOf, type Invoice, type Invoicing } from './invoicing.ts'

const AMOUNT = /^\d{1,8}(\.\d{1,2})?$/

function start(invoicing: Invoicing, invoice: Invoice | undefined, wanted: string | undefined) {
  const { id, plans, proposal } = invoicing
  if (invoice !== undefined) {
    const { planCode, kind, titleKind, title, taxNumber, amount, heads, mail, mobile, remark } = invoice
    const kept = { planCode, kind, titleKind, title, taxNumber, amount, heads, mail, mobile, remark }
    return { id, invoiceId: invoice.id, ...kept }
  }
  const open = plans.filter(({ due, invoiced }) => missingOf(due, invoiced) !== '0.00')
  const plan = open.find(({ planCode }) => planCode === wanted) ?? open[0] ?? plans[0]
  return {
    id,
    ...proposal,
    planCode: plan?.planCode ?? '',
    kind: 'invoice' as const,
    titleKind: 'unit' as const,
    amount: plan === undefined ? '' : missingOf(plan.due, plan.invoiced),
    heads: plan === undefined ? 0 : Math.max(0, plan.people - plan.invoicedHeads),
    remark: '',
  }
}

/** 税号 with a wrong structure, in a sentence; the server says the same. */
function wrongTaxNumber(titleKind: TitleKind, typed: string): { readonly taxNumber?: string } {
  const judged = judgeTaxNumber(titleKind, typed)
  if (judged.ok) return {}
  const { refusal } = judged
  if (refusal.code === 'invoice-tax-number-missing') return { taxNumber: words('form.fill') }
  return { taxNumber: sentenceIn(unitRefusals, refusal) }
}

/** The form of an invoice, filled with what is still due, and what its amount per head comes to. */
export function useInvoiceForm(invoicing: Invoicing, invoice: Invoice | undefined, planCode: string | undefined) {
  const { invoices, plans } = invoicing
  const others = invoices.filter(({ id }) => id !== invoice?.id)
  const form = useSchemaForm(saveInvoice.input, {
    values: start(invoicing, invoice, planCode),
    labels: {
      planCode: words('plans.plan'),
      kind: words('invoicing.kind'),
      titleKind: words('invoicing.titleKind'),
      title: words('invoicing.titleName'),
      taxNumber: words('invoicing.taxNumber'),
      amount: words('invoicing.amount'),
      heads: words('invoicing.heads'),
      mail: words('invoicing.mail'),
      mobile: words('invoicing.mobile'),
      remark: words('invoicing.remark'),
    },
    messages: { amount: words('ui.amountWrong') },
    check: ({ titleKind, taxNumber, mobile, mail, amount, heads, planCode }) => ({
      ...wrongTaxNumber(titleKind, taxNumber ?? ''),
      ...(!judgeInvoiceMobile(mobile ?? '').ok && { mobile: words('invoicing.mobileWrong') }),
      ...(mail !== undefined && !parseMail(mail).ok && { mail: words('invoicing.mailWrong') }),
      ...(AMOUNT.test(amount ?? '') &&
        heads > 0 && { amount: invoiceProblem({ planCode, amount, heads }, others, invoicing) }),
    }),
  })
  const code = form.form.watch('planCode')
  const amount = form.form.watch('amount')
  const heads = form.form.watch('heads')
  const count = Number(`${heads}`)
  const cap = plans.find((plan) => plan.planCode === code)?.perHeadCap
  const taxNumber = form.form.watch('taxNumber') ?? ''
  const complete = cap !== undefined && AMOUNT.test(amount ?? '') && Number.isInteger(count) && count > 0
  return {
    ...form,
    taxDoubtful: form.form.watch('titleKind') === 'unit' && hasWrongCheckDigit(taxNumber),
    perHead: complete ? { amount: formatYuan(Math.ceil(centsOf(amount) / count) as Cents), cap } : undefined,
    problem: complete ? invoiceProblem({ planCode: code, amount, heads: count }, others, invoicing) : undefined,
  }
}
