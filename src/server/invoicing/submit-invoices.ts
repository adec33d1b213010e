import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { returnInvoices as returnEndpoint, submitInvoices as submitEndpoint } from '../../contract/invoicing.ts'
import { judgeStep } from '../../domain/enrolment/enrolment-workflow.ts'
import { invoiceDate, judgeInvoices } from '../../domain/invoicing/invoice.ts'
import type { EnrolmentId, InvoiceId } from '../../domain/shared/ids.ts'
import { businessDay } from '../../domain/shared/time.ts'
import { callerIn, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { getOfficeOf } from '../organisations/organisation-store.ts'
import { accepted, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { tellUnit } from '../units/tell-unit.ts'
import { enterPool, leavePool, lockHeldWork } from '../work-pool/work-store.ts'
import {
  dateInvoiceRequests,
  listInvoiceRequests,
  listPlanDues,
  lockEnrolmentForMoney,
  lockInvoiceRequest,
  removeInvoiceRequest,
  saveEnrolmentState,
  voidInvoiceRequests,
} from './invoicing-store.ts'

/** Removes an invoice request before 【提交】; one that was issued already stays on record as voided. */
export async function removeInvoice(tx: Transaction, id: EnrolmentId, invoiceId: InvoiceId): Promise<{ done: true }> {
  const enrolment = await lockEnrolmentForMoney(tx, id)
  if (enrolment.state !== 'invoicing') return refused({ code: 'not-in-invoicing' })
  const invoice = await lockInvoiceRequest(tx, enrolment, invoiceId)
  const { planCode, amount, heads, issued } = invoice
  if (issued) await voidInvoiceRequests(tx, [invoiceId], 'removed')
  else await removeInvoiceRequest(tx, invoice)
  await record(tx, {
    action: 'invoicing.remove-invoice',
    subject: id,
    place: enrolment.place,
    before: { invoice: invoiceId, planCode, amount, heads },
    facts: { voided: issued },
  })
  return { done: true }
}

/**
 * 【提交】: every invoice fits, and the sum of every plan is what is due; the enrolment goes to 到账确认. The day of 【提交】
 * counts, not the day of entry: invoices whose month has closed since bear the later date, which is answered.
 */
export async function submitInvoices(
  tx: Transaction,
  id: EnrolmentId,
  version: number,
): Promise<OutputOf<typeof submitEndpoint>> {
  const enrolment = await lockEnrolmentForMoney(tx, id)
  const to = accepted(judgeStep(enrolment.state, 'submit-invoices', callerIn(tx).desks))
  if (enrolment.version !== version) return refused({ code: 'changed-meanwhile' })
  accepted(judgeInvoices(await listInvoiceRequests(tx, id), await listPlanDues(tx, id)))
  const { settlementDay } = await getOfficeOf(tx, enrolment.place)
  const dated = invoiceDate(businessDay(tx.now), settlementDay)
  const moved = await dateInvoiceRequests(tx, id, dated)
  const next = await saveEnrolmentState(tx, enrolment, to)
  await enterPool(tx, { kind: 'payment', subject: id, desk: 'finance', place: enrolment.place, dueAt: null })
  const facts = { due: enrolment.due, ...(moved > 0 && { dated, moved }) }
  await record(tx, { action: 'invoicing.submit', subject: id, place: enrolment.place, facts })
  return { version: next, dated: moved > 0 ? dated : null }
}

/** Finance sends 到账确认 back to 开票录入 with a reason, while no money is recorded; the unit is told. */
export async function returnInvoices(
  tx: Transaction,
  { crypto }: Services,
  { id: given, version, reason }: InputOf<typeof returnEndpoint>,
): Promise<{ version: number }> {
  const id = given as EnrolmentId
  await lockHeldWork(tx, 'payment', id)
  const enrolment = await lockEnrolmentForMoney(tx, id)
  const to = accepted(judgeStep(enrolment.state, 'return-to-invoicing', callerIn(tx).desks))
  if (enrolment.version !== version) return refused({ code: 'changed-meanwhile' })
  if (enrolment.paid > 0) return refused({ code: 'money-recorded' })
  const next = await saveEnrolmentState(tx, enrolment, to)
  await leavePool(tx, 'payment', id)
  const { number, unitId } = enrolment
  await tellUnit(tx, crypto, unitId, 'invoices-returned', { number })
  await record(tx, { action: 'invoicing.return', subject: id, place: enrolment.place, facts: { reason } })
  return { version: next }
}
