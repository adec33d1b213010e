import { sql } from 'kysely'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { getInvoicing as getInvoicingEndpoint } from '../../contract/invoicing.ts'
import { lastDayToConfirm } from '../../domain/invoicing/days-left.ts'
import { invoiceDate, isMonthClosed } from '../../domain/invoicing/invoice.ts'
import { creditOf } from '../../domain/invoicing/payment.ts'
import { progressOf, type DeliveryState } from '../../domain/messages/delivery.ts'
import type { CalendarDate } from '../../domain/shared/calendar-date.ts'
import { add, formatYuan, type Cents } from '../../domain/shared/cents.ts'
import type { EnrolmentId } from '../../domain/shared/ids.ts'
import { businessDay, instantOf } from '../../domain/shared/time.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { inScope, isUnitIn, type Transaction } from '../db/transaction.ts'
import { listChosenPlans } from '../enrolment/enrolment-plan-store.ts'
import { getOfficeOf } from '../organisations/organisation-store.ts'
import { getPlanNames } from '../plans/plan-store.ts'
import { found } from '../refusal.ts'
import { findHolder } from '../work-pool/work-store.ts'
import { countsFor } from './invoice-files.ts'
import { listPlanDues } from './invoicing-store.ts'

type Detail = OutputOf<typeof getInvoicingEndpoint>
type Invoice = Detail['invoices'][number]
type Voided = Detail['voided'][number]

type HeadRow = {
  number: string
  state: string
  version: number
  place: number
  due: Cents
  paid: Cents
  unitName: string
  invoiceTitle: string
  taxNumber: string
  invoiceMail: string
}

type FileRow = Omit<Invoice['files'][number], 'progress' | 'removed'> & {
  readonly state: DeliveryState | null
  readonly lastError: string | null
  /** Milliseconds. */
  readonly nextAttempt: number | null
  readonly removedAt: string | null
  readonly removedReason: string | null
}

type InvoiceRow = Omit<Invoice, 'amount' | 'perHead' | 'files' | 'mobile'> & {
  amount: Cents
  mobileSealed: Uint8Array | null
  files: FileRow[] | null
  voidedAt: Date | null
  reason: Voided['reason'] | null
}

type ListedInvoice = Invoice & {
  readonly fen: Cents
  readonly voided: { readonly at: Date; readonly reason: Voided['reason'] } | undefined
}

async function getHead(tx: Transaction, id: EnrolmentId): Promise<HeadRow> {
  const { rows } = await sql<HeadRow>`select e.number, e.state, e.version, e.place, e.due, e.paid, o.name as "unitName",
      coalesce(nullif(u.invoice_title, ''), o.name) as "invoiceTitle", coalesce(nullif(u.tax_number, ''), u.credit_code) as "taxNumber",
      u.invoice_mail as "invoiceMail"
    from enrolments e join organisations o on o.id = e.unit_id join units u on u.organisation_id = e.unit_id
    where e.id = ${id} and ${inScope(tx, 'e.place')}`.execute(tx.db)
  return found(rows[0])
}

/** A file whose message is gone was mailed long ago, or not: nobody can tell any more. */
function fileOf(row: FileRow): Invoice['files'][number] {
  const { id, name, sentAt, state, lastError, nextAttempt, removedAt, removedReason } = row
  const nextAttemptAt = nextAttempt === null ? null : instantOf(nextAttempt)
  const progress = state ? progressOf({ state, lastError, nextAttemptAt }) : 'doubtful'
  const removed = removedAt !== null && removedReason !== null ? { at: removedAt, reason: removedReason } : null
  return { id, name, sentAt, progress, removed }
}

/** As a timestamp stands on the wire. */
const WIRE_TIME = 'YYYY-MM-DD"T"HH24:MI:SS"Z"'

async function listInvoices(tx: Transaction, id: EnrolmentId, crypto: CryptoProvider): Promise<ListedInvoice[]> {
  const { rows } =
    await sql<InvoiceRow>`select i.id, i.plan_code as "planCode", i.kind, i.title_kind as "titleKind", i.title,
      i.tax_number as "taxNumber", i.amount, i.heads, i.mail, i.mobile_sealed as "mobileSealed", i.remark, i.dated,
      i.voided_at as "voidedAt", i.void_reason as reason,
      (select json_agg(json_build_object('id', f.file_id, 'name', f.name, 'sentAt',
          to_char(m.sent_at at time zone 'UTC', ${WIRE_TIME}), 'state', m.state,
          'removedAt', to_char(f.removed_at at time zone 'UTC', ${WIRE_TIME}), 'removedReason', f.removed_reason,
          'lastError', m.last_error, 'nextAttempt',
          round(extract(epoch from m.next_attempt_at) * 1000)::bigint) order by f.name)
         from invoice_files f left join messages m on m.id = f.message_id
         where f.invoice_id = i.id and ${countsFor(tx)}) as files
    from invoices i where i.enrolment_id = ${id} and ${inScope(tx, 'i.place')} order by i.voided_at, i.created_at, i.id`.execute(
      tx.db,
    )
  return rows.map(({ mobileSealed, files, amount, voidedAt, reason, ...row }) => ({
    ...row,
    fen: amount,
    voided: voidedAt && reason ? { at: voidedAt, reason } : undefined,
    amount: formatYuan(amount),
    perHead: formatYuan(Math.ceil(amount / row.heads) as Cents),
    mobile: mobileSealed ? crypto.open('invoices.mobile', row.id, mobileSealed).toString() : '',
    files: (files ?? []).map(fileOf),
  }))
}

type PaymentRow = {
  id: string
  paidOn: CalendarDate
  amount: Cents
  payer: string
  reference: string
  recordedAt: Date
  reversedAt: Date | null
  reason: string | null
}

/**
 * Payments in the order in which they were recorded, each with its reversal. What was reversed was somebody else's money
 * more often than not, so the unit is not told of it.
 */
async function listPayments(tx: Transaction, id: EnrolmentId): Promise<Detail['payments']> {
  const forUnit = isUnitIn(tx)
  const { rows } = await sql<PaymentRow>`select p.id, p.paid_on as "paidOn", p.amount, p.payer, p.reference,
      p.recorded_at as "recordedAt", r.recorded_at as "reversedAt", r.reason
    from payments p left join payments r on r.reverses = p.id
    where p.enrolment_id = ${id} and p.reverses is null and ${forUnit ? sql`r.id is null` : sql`true`}
      and ${inScope(tx, 'p.place')}
    order by p.recorded_at, p.id`.execute(tx.db)
  return rows.map(({ reversedAt, reason, ...row }) => ({
    ...row,
    amount: formatYuan(row.amount),
    recordedAt: row.recordedAt.toISOString(),
    reversed: reversedAt && reason !== null ? { at: reversedAt.toISOString(), reason } : null,
  }))
}

/** Why finance returned it, where that was the last step between the two of them. */
async function lastReturn(tx: Transaction, id: EnrolmentId): Promise<string | null> {
  const { rows } = await sql<{ reason: string | null }>`select facts ->> 'reason' as reason from journal
    where subject_id = ${id} and action in ('enrolment.approve', 'invoicing.return') and result = 'done'
      and ${inScope(tx, 'place')} order by at desc, id desc limit 1`.execute(tx.db)
  return rows[0]?.reason ?? null
}

/** 开票信息详情: what is due and invoiced per plan, the cap, the office's account, payments so far. */
export async function getInvoicing(tx: Transaction, id: EnrolmentId, crypto: CryptoProvider): Promise<Detail> {
  const head = await getHead(tx, id)
  const [plans, all, names, payments, office] = [
    await listPlanDues(tx, id),
    await listInvoices(tx, id, crypto),
    await getPlanNames(tx),
    await listPayments(tx, id),
    await getOfficeOf(tx, head.place),
  ]
  const invoices = all.filter(({ voided }) => voided === undefined)
  const today = businessDay(tx.now)
  return {
    id,
    number: head.number,
    state: head.state,
    version: head.version,
    unitName: head.unitName,
    holder: isUnitIn(tx) ? null : await findHolder(tx, 'payment', id),
    returnReason: head.state === 'invoicing' ? await lastReturn(tx, id) : null,
    plans: plans.map((plan) => {
      const own = invoices.filter(({ planCode }) => planCode === plan.planCode)
      return {
        ...plan,
        due: formatYuan(plan.due),
        perHeadCap: formatYuan(plan.perHeadCap),
        invoiced: formatYuan(add(...own.map(({ fen }) => fen))),
        invoicedHeads: own.reduce((sum, { heads }) => sum + heads, 0),
      }
    }),
    invoices: invoices.map(({ fen: _fen, voided: _none, ...invoice }) => invoice),
    voided: all.flatMap(({ fen: _fen, voided, ...invoice }) =>
      voided
        ? {
            ...invoice,
            planName: names.get(invoice.planCode) ?? invoice.planCode,
            reason: voided.reason,
            voidedAt: voided.at.toISOString(),
          }
        : [],
    ),
    due: formatYuan(head.due),
    paid: formatYuan(head.paid),
    credit: formatYuan(creditOf(head.due, head.paid)),
    payments,
    lastDayToConfirm: lastDayToConfirm(await listChosenPlans(tx, id)) ?? null,
    account: { name: office.accountName, bank: office.bankName, number: office.accountNumber },
    settlementDay: office.settlementDay,
    monthClosed: isMonthClosed(today, office.settlementDay),
    invoiceDate: invoiceDate(today, office.settlementDay),
    proposal: { title: head.invoiceTitle, taxNumber: head.taxNumber, mail: head.invoiceMail, mobile: '' },
  }
}

/** How far a confirmation that is running now has come. */
export async function getConfirmProgress(
  tx: Transaction,
  id: EnrolmentId,
): Promise<{ running: { done: number; total: number } | null }> {
  const { rows } = await sql<{ done: number; total: number }>`select done, total from bulk_progress
    where subject_id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
  return { running: rows[0] ?? null }
}
