import { sql } from 'kysely'
import { judgeClaimStep, type ClaimAction, type ClaimState } from '../../domain/claims/claim-workflow.ts'
import type { ClaimKind } from '../../domain/plans/claim-kind.ts'
import type { CalendarDate } from '../../domain/shared/calendar-date.ts'
import type { Cents } from '../../domain/shared/cents.ts'
import type {
  AccountId,
  CalculationId,
  ClaimId,
  CoverId,
  Id,
  OrganisationId,
  PersonId,
  PlanVersionId,
} from '../../domain/shared/ids.ts'
import { prepared, withNext } from '../db/prepared.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { accepted, found, refused } from '../refusal.ts'

/** A case as it is stored; what was entered is sealed (see `claim-secrets.ts`). */
export type StoredClaim = {
  readonly id: ClaimId
  readonly number: string
  readonly acceptanceId: string
  readonly unitId: OrganisationId
  readonly place: number
  readonly agencyId: OrganisationId
  readonly officeId: OrganisationId
  readonly personId: PersonId
  /** The unit's record of the person. */
  readonly peopleId: Id<'people'>
  readonly coverId: CoverId
  readonly planCode: string
  readonly planVersionId: PlanVersionId
  readonly kind: ClaimKind
  readonly source: 'unit' | 'office'
  readonly incidentOn: CalendarDate
  readonly state: ClaimState
  readonly proposal: 'decline' | 'refuse' | null
  readonly version: number
  readonly sealed: Buffer
  readonly entryVersion: number
  readonly calculationId: CalculationId | null
  readonly amount: Cents | null
  readonly payeeSealed: Buffer | null
  readonly cardIndex: Buffer | null
  readonly paid: Cents
  readonly reasonsSealed: Buffer | null
  readonly clause: string | null
  readonly acceptedAt: Date
  /** Why it is taken after its deadline, in clear: only of cases from before reasons were sealed. */
  readonly lateReason: string
  readonly lateSealed: Buffer | null
  readonly firstSubmittedAt: Date | null
  readonly submittedBy: AccountId | null
  readonly submittedByPerson: Buffer | null
  readonly submittedAt: Date | null
  readonly firstReviewedBy: AccountId | null
  readonly firstReviewedByPerson: Buffer | null
  readonly secondReviewedBy: AccountId | null
  readonly secondReviewedByPerson: Buffer | null
  readonly approvedBy: AccountId | null
  readonly promisedOn: CalendarDate | null
  readonly daysLeft: number | null
  readonly endedAt: Date | null
}

const COLUMNS = sql`id, number, acceptance_id as "acceptanceId", unit_id as "unitId", place, agency_id as "agencyId",
  office_id as "officeId", person_id as "personId", people_id as "peopleId", cover_id as "coverId", plan_code as "planCode",
  plan_version_id as "planVersionId", kind, source, incident_on as "incidentOn", state, proposal, version, sealed,
  entry_version as "entryVersion", calculation_id as "calculationId", amount, payee_sealed as "payeeSealed",
  card_index as "cardIndex", paid, reasons_sealed as "reasonsSealed", clause, accepted_at as "acceptedAt",
  late_reason as "lateReason", late_sealed as "lateSealed",
  first_submitted_at as "firstSubmittedAt", submitted_by as "submittedBy", submitted_by_person as "submittedByPerson",
  submitted_at as "submittedAt", first_reviewed_by as "firstReviewedBy",
  first_reviewed_by_person as "firstReviewedByPerson", second_reviewed_by as "secondReviewedBy",
  second_reviewed_by_person as "secondReviewedByPerson", approved_by as "approvedBy", promised_on as "promisedOn", days_left as "daysLeft",
  ended_at as "endedAt"`

/** A case in scope, to be read. */
export async function getClaimRow(tx: Transaction, id: ClaimId): Promise<StoredClaim> {
  const { rows } = await prepared(
    sql<StoredClaim>`select ${COLUMNS} from claims where id = ${id} and ${inScope(tx, 'place')}`,
  ).execute(tx.db)
  return found(rows[0])
}

/** Its office took it after its deadline, for a reason. */
export function isLate({ lateReason, lateSealed }: StoredClaim): boolean {
  return lateSealed !== null || lateReason !== ''
}

/** Locks the bare row of a case in scope; `version` is what the caller saw, where it matters. */
export async function lockClaim(tx: Transaction, id: ClaimId, version?: number): Promise<StoredClaim> {
  const { rows } = await prepared(
    sql<StoredClaim>`select ${COLUMNS} from claims where id = ${id} and ${inScope(tx, 'place')} for update`,
  ).execute(tx.db)
  const row = found(rows[0])
  return version === undefined || row.version === version ? row : refused({ code: 'changed-meanwhile' })
}

/** The state that an action of the caller leads to. */
export function nextClaimState(tx: Transaction, { state }: StoredClaim, action: ClaimAction): ClaimState {
  return accepted(judgeClaimStep(state, action, callerIn(tx).desks))
}

/** Moves a locked case on and answers its new version. */
export async function saveClaimState(tx: Transaction, { id }: StoredClaim, state: ClaimState): Promise<number> {
  const { rows } = await prepared(
    sql<{ version: number }>`update claims set state = ${state}, version = version + 1
      where id = ${id} and ${inScope(tx, 'place')} returning version`,
  ).execute(tx.db)
  return found(rows[0]).version
}

export type NewClaim = Pick<
  StoredClaim,
  | 'id'
  | 'number'
  | 'acceptanceId'
  | 'unitId'
  | 'place'
  | 'agencyId'
  | 'officeId'
  | 'personId'
  | 'peopleId'
  | 'coverId'
  | 'planCode'
  | 'planVersionId'
  | 'kind'
  | 'source'
  | 'incidentOn'
  | 'state'
  | 'sealed'
> & { readonly lateSealed?: Buffer | null }

export async function insertClaim(tx: Transaction, made: NewClaim): Promise<void> {
  await sql`insert into claims (id, number, acceptance_id, unit_id, place, agency_id, office_id, person_id, people_id, cover_id,
      plan_code, plan_version_id, kind, source, incident_on, state, sealed, accepted_by, accepted_at, late_sealed)
    values (${made.id}, ${made.number}, ${made.acceptanceId}, ${made.unitId}, ${made.place}, ${made.agencyId}, ${made.officeId},
      ${made.personId}, ${made.peopleId}, ${made.coverId}, ${made.planCode}, ${made.planVersionId}, ${made.kind}, ${made.source},
      ${made.incidentOn}, ${made.state}, ${made.sealed}, ${callerIn(tx).accountId}, ${new Date(tx.now)},
      ${made.lateSealed ?? null})`.execute(tx.db)
}

export type NewClaimDecision = {
  readonly action: ClaimAction | 'regrade' | 'propose' | 'recalculate'
  readonly to: ClaimState
  readonly amountBefore?: Cents | null
  readonly amountAfter?: Cents | null
  /** Sealed texts of `claim-secrets.ts`; null where nothing was said. */
  readonly sealed?: Buffer | null
  readonly id?: string
}

/** Adds to the history of a case who did what at which desk; the id binds what is sealed. */
export async function recordDecision(tx: Transaction, claim: StoredClaim, made: NewClaimDecision): Promise<void> {
  const { accountId, personIndex, name } = callerIn(tx)
  await withNext(
    sql`insert into claim_decisions (id, claim_id, place, at, from_state, action, to_state, account_id, account_person, account_name,
        amount_before, amount_after, sealed)
      values (${made.id ?? newId()}, ${claim.id}, ${claim.place}, ${new Date(tx.now)}, ${claim.state}, ${made.action}, ${made.to},
        ${accountId}, ${personIndex}, ${name}, ${made.amountBefore ?? null}, ${made.amountAfter ?? null}, ${made.sealed ?? null})`,
  ).execute(tx.db)
}
