import { sql } from 'kysely'
import {
  judgeEdit,
  judgeStep,
  type EnrolmentAction,
  type EnrolmentState,
} from '../../domain/enrolment/enrolment-workflow.ts'
import type { EnrolmentReceiptLine } from '../../domain/enrolment/receipt.ts'
import type { ReturnReason } from '../../domain/enrolment/return-reason.ts'
import type { Cents } from '../../domain/shared/cents.ts'
import type { AccountId, EnrolmentId, OrganisationId } from '../../domain/shared/ids.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { accepted, found, refused } from '../refusal.ts'

/** An enrolment as it is stored. */
export type StoredEnrolment = {
  readonly id: EnrolmentId
  readonly number: string
  readonly unitId: OrganisationId
  readonly place: number
  readonly agencyId: OrganisationId
  readonly officeId: OrganisationId
  readonly state: EnrolmentState
  readonly version: number
  readonly staffCount: number | null
  readonly womenCount: number | null
  readonly explanation: string
  readonly returnReasons: readonly ReturnReason[]
  readonly receipt: readonly EnrolmentReceiptLine[]
  readonly due: Cents
  readonly paid: Cents
  readonly createdAt: Date
  readonly submittedAt: Date | null
  readonly submittedBy: AccountId | null
  readonly submittedByPerson: Buffer | null
  readonly reviewedBy: AccountId | null
}

const COLUMNS = sql`id, number, unit_id as "unitId", place, agency_id as "agencyId", office_id as "officeId", state, version,
  staff_count as "staffCount", women_count as "womenCount", explanation, return_reasons as "returnReasons", receipt, due, paid,
  created_at as "createdAt", submitted_at as "submittedAt", submitted_by as "submittedBy",
  submitted_by_person as "submittedByPerson", reviewed_by as "reviewedBy"`

/** An enrolment in scope, to be read. */
export async function getEnrolmentRow(tx: Transaction, id: EnrolmentId): Promise<StoredEnrolment> {
  const { rows } = await sql<StoredEnrolment>`select ${COLUMNS} from enrolments
    where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
  return found(rows[0])
}

/** Locks the bare row of an enrolment in scope; `version` is what the caller saw, where it matters. */
export async function lockEnrolment(tx: Transaction, id: EnrolmentId, version?: number): Promise<StoredEnrolment> {
  const { rows } = await sql<StoredEnrolment>`select ${COLUMNS} from enrolments
    where id = ${id} and ${inScope(tx, 'place')} for update`.execute(tx.db)
  const row = found(rows[0])
  return version === undefined || row.version === version ? row : refused({ code: 'changed-meanwhile' })
}

/** Locks an enrolment that the unit may still change. */
export async function lockEditable(tx: Transaction, id: EnrolmentId, version?: number): Promise<StoredEnrolment> {
  const enrolment = await lockEnrolment(tx, id, version)
  accepted(judgeEdit(enrolment.state))
  return enrolment
}

/** The state that an action of the caller leads to. */
export function nextState(tx: Transaction, { state }: StoredEnrolment, action: EnrolmentAction): EnrolmentState {
  return accepted(judgeStep(state, action, callerIn(tx).desks))
}

/** Moves a locked enrolment on and answers its new version. */
export async function saveState(tx: Transaction, { id }: StoredEnrolment, state: EnrolmentState): Promise<number> {
  const { rows } = await sql<{ version: number }>`update enrolments set state = ${state}, version = version + 1
    where id = ${id} and ${inScope(tx, 'place')} returning version`.execute(tx.db)
  return found(rows[0]).version
}

export type NewEnrolment = Pick<StoredEnrolment, 'id' | 'number' | 'unitId' | 'place' | 'agencyId' | 'officeId'>

export async function insertEnrolment(tx: Transaction, made: NewEnrolment): Promise<void> {
  await sql`insert into enrolments (id, number, unit_id, place, agency_id, office_id, state, created_by, created_at)
    values (${made.id}, ${made.number}, ${made.unitId}, ${made.place}, ${made.agencyId}, ${made.officeId}, 'draft',
      ${callerIn(tx).accountId}, ${new Date(tx.now)})`.execute(tx.db)
}

export type EnrolmentFacts = {
  readonly staffCount: number | null
  readonly womenCount: number | null
  readonly explanation: string
}

export async function saveFacts(tx: Transaction, id: EnrolmentId, facts: EnrolmentFacts): Promise<number> {
  const { rows } = await sql<{ version: number }>`update enrolments set staff_count = ${facts.staffCount},
      women_count = ${facts.womenCount}, explanation = ${facts.explanation}, version = version + 1
    where id = ${id} and ${inScope(tx, 'place')} returning version`.execute(tx.db)
  return found(rows[0]).version
}
