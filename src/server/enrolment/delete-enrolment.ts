import type { InputOf } from '../../contract/endpoint.ts'
import type { deleteEnrolment as endpoint } from '../../contract/enrolment.ts'
import type { EnrolmentId } from '../../domain/shared/ids.ts'
import type { Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { refused } from '../refusal.ts'
import { endInvoices } from './end-invoices.ts'
import { countRunningImports } from './enrolment-plan-store.ts'
import { lockEnrolment, nextState, saveState } from './enrolment-store.ts'

/** 删除 of an enrolment in entry, returned ones too; it is kept as 已删除, with invoices that it may have had. */
export async function deleteEnrolment(
  tx: Transaction,
  { id, version }: InputOf<typeof endpoint>,
): Promise<{ version: number }> {
  const enrolment = await lockEnrolment(tx, id as EnrolmentId, version)
  const state = nextState(tx, enrolment, 'delete')
  if ((await countRunningImports(tx, enrolment.id)) > 0) return refused({ code: 'import-running' })
  await endInvoices(tx, enrolment.id)
  const next = await saveState(tx, enrolment, state)
  const { number } = enrolment
  await record(tx, { action: 'enrolment.delete', subject: enrolment.id, place: enrolment.place, facts: { number } })
  return { version: next }
}
