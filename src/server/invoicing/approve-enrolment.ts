import { sql } from 'kysely'
import type { InputOf } from '../../contract/endpoint.ts'
import type { approveEnrolment as approveEndpoint } from '../../contract/enrolment-review.ts'
import { judgeReviewer } from '../../domain/enrolment/review.ts'
import { judgeDaysLeft } from '../../domain/invoicing/days-left.ts'
import { misfitsOf } from '../../domain/invoicing/invoice.ts'
import { formatYuanGrouped } from '../../domain/shared/cents.ts'
import type { EnrolmentId } from '../../domain/shared/ids.ts'
import { businessDay } from '../../domain/shared/time.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { listChosenPlans } from '../enrolment/enrolment-plan-store.ts'
import { lockEnrolment, nextState, saveState } from '../enrolment/enrolment-store.ts'
import { isSubmitter } from '../enrolment/submitter.ts'
import { record } from '../journal.ts'
import { accepted } from '../refusal.ts'
import type { Services } from '../services.ts'
import { tellUnit } from '../units/tell-unit.ts'
import { leavePool, lockHeldWork } from '../work-pool/work-store.ts'
import { listInvoiceRequests, listPlanDues, voidInvoiceRequests } from './invoicing-store.ts'

/**
 * 参保初审 passed: 开票录入 begins, and the unit is told by SMS. It may have been there before and come back with other
 * rosters or plans: invoices that no longer fit what is due now are voided, and the unit is told of them too.
 */
export async function approveEnrolment(
  tx: Transaction,
  { crypto }: Services,
  { id, version }: InputOf<typeof approveEndpoint>,
): Promise<{ version: number }> {
  await lockHeldWork(tx, 'enrolment-review', id)
  const enrolment = await lockEnrolment(tx, id as EnrolmentId, version)
  const state = nextState(tx, enrolment, 'approve')
  accepted(judgeReviewer({ isSubmitter: isSubmitter(tx, enrolment) }))
  accepted(judgeDaysLeft(await listChosenPlans(tx, enrolment.id), businessDay(tx.now)))
  const { accountId, personIndex } = callerIn(tx)
  await sql`update enrolments set reviewed_by = ${accountId}, reviewed_by_person = ${personIndex},
      reviewed_at = ${new Date(tx.now)}, return_reasons = '[]' where id = ${enrolment.id} and ${inScope(tx, 'place')}`.execute(
    tx.db,
  )
  const next = await saveState(tx, enrolment, state)
  await leavePool(tx, 'enrolment-review', id)
  const misfits = await voidMisfits(tx, enrolment.id)
  const { number, unitId, place, due } = enrolment
  await tellUnit(tx, crypto, unitId, 'enrolment-approved', { number, amount: formatYuanGrouped(due) })
  if (misfits.length > 0) {
    await tellUnit(tx, crypto, unitId, 'invoices-voided', { number, count: String(misfits.length) })
  }
  await record(tx, {
    action: 'enrolment.approve',
    subject: enrolment.id,
    place,
    facts: { number, due, ...(misfits.length > 0 && { voidedInvoices: misfits, because: 'receipt-changed' }) },
  })
  return { version: next }
}

async function voidMisfits(tx: Transaction, id: EnrolmentId): Promise<readonly string[]> {
  const invoices = await listInvoiceRequests(tx, id)
  if (invoices.length === 0) return []
  const misfits = misfitsOf(invoices, await listPlanDues(tx, id)).map((invoice) => invoice.id)
  await voidInvoiceRequests(tx, misfits, 'receipt-changed')
  return misfits
}
