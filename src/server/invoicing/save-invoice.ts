import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { saveInvoice as saveInvoiceEndpoint } from '../../contract/invoicing.ts'
import { invoiceDate, judgeInvoice } from '../../domain/invoicing/invoice.ts'
import { judgeInvoiceMobile, judgeTaxNumber } from '../../domain/invoicing/invoicee.ts'
import { parseYuan } from '../../domain/shared/cents.ts'
import type { EnrolmentId, InvoiceId } from '../../domain/shared/ids.ts'
import { businessDay } from '../../domain/shared/time.ts'
import { parseMail } from '../../domain/units/reach.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import type { Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { record } from '../journal.ts'
import { getOfficeOf } from '../organisations/organisation-store.ts'
import { accepted, refused } from '../refusal.ts'
import {
  listInvoiceRequests,
  listPlanDues,
  lockEnrolmentForMoney,
  lockInvoiceRequest,
  saveInvoiceRequest,
  voidInvoiceRequests,
} from './invoicing-store.ts'

type Input = InputOf<typeof saveInvoiceEndpoint>

/**
 * 新增开票信息 → 保存, or a change of one that is there. What was issued already cannot be written over: the change makes a
 * new request, and the issued one is voided with its file.
 */
export async function saveInvoice(
  tx: Transaction,
  crypto: CryptoProvider,
  { id: enrolmentId, invoiceId, ...wanted }: Input,
): Promise<OutputOf<typeof saveInvoiceEndpoint>> {
  const enrolment = await lockEnrolmentForMoney(tx, enrolmentId as EnrolmentId)
  if (enrolment.state !== 'invoicing') return refused({ code: 'not-in-invoicing' })
  const taxNumber = accepted(judgeTaxNumber(wanted.titleKind, wanted.taxNumber ?? ''))
  const mobile = accepted(judgeInvoiceMobile(wanted.mobile ?? ''))
  const amount = accepted(parseYuan(wanted.amount))
  const before = invoiceId && (await lockInvoiceRequest(tx, enrolment, invoiceId as InvoiceId))
  const [invoices, plans, office] = [
    await listInvoiceRequests(tx, enrolment.id),
    await listPlanDues(tx, enrolment.id),
    await getOfficeOf(tx, enrolment.place),
  ]
  const others = invoices.filter(({ id }) => id !== invoiceId)
  const judged = accepted(judgeInvoice({ planCode: wanted.planCode, amount, heads: wanted.heads }, others, plans))
  const issued = before && before.issued ? before.id : undefined
  if (issued) await voidInvoiceRequests(tx, [issued], 'changed')
  const id = (issued === undefined && invoiceId ? invoiceId : newId()) as InvoiceId
  const dated = invoiceDate(businessDay(tx.now), office.settlementDay)
  await saveInvoiceRequest(tx, enrolment, id, {
    ...judged,
    kind: wanted.kind,
    titleKind: wanted.titleKind,
    title: wanted.title,
    taxNumber,
    mail: accepted(parseMail(wanted.mail)),
    mobileSealed: mobile === '' ? null : crypto.seal('invoices.mobile', id, mobile),
    remark: wanted.remark ?? '',
    dated,
  })
  await record(tx, {
    action: 'invoicing.save-invoice',
    subject: enrolment.id,
    place: enrolment.place,
    facts: { planCode: judged.planCode, amount: judged.amount, heads: judged.heads, ...(issued && { voided: issued }) },
  })
  return { invoiceId: id, dated }
}
