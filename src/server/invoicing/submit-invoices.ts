import type { InputOf } from '../../contract/endpoint.ts'
import type { returnInvoices as returnEndpoint } from '../../contract/invoicing.ts'
import { judgeStep } from '../../domain/enrolment/enrolment-workflow.ts'
import { judgeInvoiceSums } from '../../domain/invoicing/invoice.ts'
import type { EnrolmentId, InvoiceId } from '../../domain/shared/ids.ts'
import { callerIn, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { accepted, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { tellUnit } from '../units/tell-unit.ts'
import { enterPool, leavePool, lockHeldWork } from '../work-pool/work-store.ts'
import {
  listInvoiceRequests,
  listPlanDues,
  lockEnrolmentForMoney,
  removeInvoiceRequest,
  saveEnrolmentState,
} from './invoicing-store.ts'

/** Removes an invoice request before 【提交】. */
export async function removeInvoice(tx: Transaction, id: EnrolmentId, invoiceId: InvoiceId): Promise<{ done: true }> {
  const enrolment = await lockEnrolmentForMoney(tx, id)
  if (enrolment.state !== 'invoicing') return refused({ code: 'not-in-invoicing' })
  await removeInvoiceRequest(tx, enrolment, invoiceId)
  await record(tx, { action: 'invoicing.remove-invoice', subject: id, place: enrolment.place })
  return { done: true }
}

/** 【提交】: the sum of every plan is what is due; the enrolment goes to 到账确认. */
export async function submitInvoices(tx: Transaction, id: EnrolmentId, version: number): Promise<{ version: number }> {
  const enrolment = await lockEnrolmentForMoney(tx, id)
  const to = accepted(judgeStep(enrolment.state, 'submit-invoices', callerIn(tx).desks))
  if (enrolment.version !== version) return refused({ code: 'changed-meanwhile' })
  accepted(judgeInvoiceSums(await listInvoiceRequests(tx, id), await listPlanDues(tx, id)))
  const next = await saveEnrolmentState(tx, enrolment, to)
  await enterPool(tx, { kind: 'payment', subject: id, desk: 'finance', place: enrolment.place, dueAt: null })
  await record(tx, { action: 'invoicing.submit', subject: id, place: enrolment.place, facts: { due: enrolment.due } })
  return { version: next }
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
