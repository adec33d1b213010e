import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { saveInvoice as saveInvoiceEndpoint } from '../../contract/invoicing.ts'
import { invoiceDate, judgeInvoice } from '../../domain/invoicing/invoice.ts'
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
import { listInvoiceRequests, listPlanDues, lockEnrolmentForMoney, saveInvoiceRequest } from './invoicing-store.ts'

type Input = InputOf<typeof saveInvoiceEndpoint>

/** 新增开票信息 → 保存, or a change of one that is there. */
export async function saveInvoice(
  tx: Transaction,
  crypto: CryptoProvider,
  { id: enrolmentId, invoiceId, ...wanted }: Input,
): Promise<OutputOf<typeof saveInvoiceEndpoint>> {
  const enrolment = await lockEnrolmentForMoney(tx, enrolmentId as EnrolmentId)
  if (enrolment.state !== 'invoicing') return refused({ code: 'not-in-invoicing' })
  if (wanted.titleKind === 'unit' && !wanted.taxNumber) return refused({ code: 'invoice-tax-number-missing' })
  const amount = accepted(parseYuan(wanted.amount))
  const [others, plans, office] = [
    await listInvoiceRequests(tx, enrolment.id, invoiceId),
    await listPlanDues(tx, enrolment.id),
    await getOfficeOf(tx, enrolment.place),
  ]
  const judged = accepted(judgeInvoice({ planCode: wanted.planCode, amount, heads: wanted.heads }, others, plans))
  const id = (invoiceId ?? newId()) as InvoiceId
  const dated = invoiceDate(businessDay(tx.now), office.settlementDay)
  const saved = await saveInvoiceRequest(tx, enrolment, id, {
    ...judged,
    kind: wanted.kind,
    titleKind: wanted.titleKind,
    title: wanted.title,
    taxNumber: wanted.taxNumber ?? '',
    mail: accepted(parseMail(wanted.mail)),
    mobileSealed: wanted.mobile ? crypto.seal('invoices.mobile', id, wanted.mobile) : null,
    remark: wanted.remark ?? '',
    dated,
  })
  if (!saved) return refused({ code: 'not-found' })
  await record(tx, {
    action: 'invoicing.save-invoice',
    subject: enrolment.id,
    place: enrolment.place,
    facts: { planCode: judged.planCode, amount: judged.amount, heads: judged.heads },
  })
  return { invoiceId: id, dated }
}
