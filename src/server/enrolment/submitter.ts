import { callerIn, type Transaction } from '../db/transaction.ts'
import type { StoredEnrolment } from './enrolment-store.ts'

/** Whether the caller is the person who submitted, by account or by ID number. */
export function isSubmitter(tx: Transaction, { submittedBy, submittedByPerson }: StoredEnrolment): boolean {
  const { accountId, personIndex } = callerIn(tx)
  const samePerson =
    personIndex !== null && submittedByPerson !== null && Buffer.from(personIndex).equals(submittedByPerson)
  return submittedBy === accountId || samePerson
}
