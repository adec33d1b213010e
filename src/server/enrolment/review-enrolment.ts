import { sql } from 'kysely'
import type { InputOf } from '../../contract/endpoint.ts'
import type { approveEnrolment as approveEndpoint } from '../../contract/enrolment-review.ts'
import { judgeReviewer } from '../../domain/enrolment/review.ts'
import { formatYuanGrouped } from '../../domain/shared/cents.ts'
import type { EnrolmentId } from '../../domain/shared/ids.ts'
import { callerIn, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { accepted } from '../refusal.ts'
import type { Services } from '../services.ts'
import { tellUnit } from '../units/tell-unit.ts'
import { leavePool, lockHeldWork } from '../work-pool/work-store.ts'
import { lockEnrolment, nextState, saveState, type StoredEnrolment } from './enrolment-store.ts'

/** Whether the caller is the person who submitted, by account or by ID number. */
export function isSubmitter(tx: Transaction, { submittedBy, submittedByPerson }: StoredEnrolment): boolean {
  const { accountId, personIndex } = callerIn(tx)
  const samePerson =
    personIndex !== null && submittedByPerson !== null && Buffer.from(personIndex).equals(submittedByPerson)
  return submittedBy === accountId || samePerson
}

/** 参保初审 passed: 开票录入 begins, and the unit is told by SMS. */
export async function approveEnrolment(
  tx: Transaction,
  { crypto }: Services,
  { id, version }: InputOf<typeof approveEndpoint>,
): Promise<{ version: number }> {
  await lockHeldWork(tx, 'enrolment-review', id)
  const enrolment = await lockEnrolment(tx, id as EnrolmentId, version)
  const state = nextState(tx, enrolment, 'approve')
  accepted(judgeReviewer({ isSubmitter: isSubmitter(tx, enrolment) }))
  const { accountId, personIndex } = callerIn(tx)
  await sql`update enrolments set reviewed_by = ${accountId}, reviewed_by_person = ${personIndex},
      reviewed_at = ${new Date(tx.now)}, return_reasons = '[]' where id = ${enrolment.id}`.execute(tx.db)
  const next = await saveState(tx, enrolment, state)
  await leavePool(tx, 'enrolment-review', id)
  const { number, unitId, place, due } = enrolment
  await tellUnit(tx, crypto, unitId, 'enrolment-approved', { number, amount: formatYuanGrouped(due) })
  await record(tx, { action: 'enrolment.approve', subject: enrolment.id, place, facts: { number, due } })
  return { version: next }
}
