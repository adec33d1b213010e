import { sql } from 'kysely'
import type { Cents } from '../../domain/shared/cents.ts'
import type { Proposal } from '../../domain/claims/review.ts'
import type { ClaimAction, ClaimState } from '../../domain/claims/claim-workflow.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import type { Services } from '../services.ts'
import { leavePool } from '../work-pool/work-store.ts'
import { sealDecision, type DecisionTexts } from './claim-secrets.ts'
import { nextClaimState, recordDecision, saveClaimState, type StoredClaim } from './claim-store.ts'
import { enterReview, isReviewState, REVIEW_POOLS } from './review-pool.ts'

/** A case after a decision, as its page is told. */
export type Decided = {
  readonly id: string
  readonly number: string
  readonly state: ClaimState
  readonly version: number
}

export type ReviewStep = {
  readonly action: ClaimAction
  /** What the history calls it, where it is not the step's own name. */
  readonly told?: 'regrade' | 'propose'
  readonly texts?: Partial<DecisionTexts>
  readonly amountBefore?: Cents | null
  readonly amountAfter?: Cents | null
}

/** Moves a locked case on: out of its pool, into the next one where a desk reviews it, with its row in the history. */
export async function saveStep(
  tx: Transaction,
  { crypto }: Services,
  claim: StoredClaim,
  { action, told, texts, amountBefore, amountAfter }: ReviewStep,
): Promise<Decided> {
  const to = nextClaimState(tx, claim, action)
  const id = newId()
  await recordDecision(tx, claim, {
    id,
    action: told ?? action,
    to,
    amountBefore: amountBefore ?? claim.amount,
    amountAfter: amountAfter ?? claim.amount,
    sealed: texts ? sealDecision(crypto, id, { note: '', told: '', ...texts }) : null,
  })
  if (isReviewState(claim.state)) await leavePool(tx, REVIEW_POOLS[claim.state], claim.id)
  const version = await saveClaimState(tx, claim, to)
  if (isReviewState(to)) await enterReview(tx, claim, to)
  return { id: claim.id, number: claim.number, state: to, version }
}

/** Whose decision it was, kept with the case so that the database compares the persons too. */
export async function saveReviewer(
  tx: Transaction,
  { id }: StoredClaim,
  as: 'first_reviewed' | 'second_reviewed' | 'approved',
): Promise<void> {
  const { accountId, personIndex } = callerIn(tx)
  await sql`update claims set ${sql.ref(`${as}_by`)} = ${accountId}, ${sql.ref(`${as}_by_person`)} = ${personIndex},
      ${sql.ref(`${as}_at`)} = ${new Date(tx.now)}
    where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
}

/** What 复审 is asked to decide instead of paying, and by which clause. */
export async function saveProposal(
  tx: Transaction,
  { id }: StoredClaim,
  proposal: Proposal | null,
  clause: string | null = null,
): Promise<void> {
  await sql`update claims set proposal = ${proposal}, clause = ${clause}
    where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
}

/**
 * Back where it came from, nobody has reviewed it: whoever did may do so again. Who decided it in any round stays in its
 * history, and neither makes nor releases the batch that pays it.
 */
export async function forgetReviewers(tx: Transaction, { id }: StoredClaim): Promise<void> {
  await sql`update claims set first_reviewed_by = null, first_reviewed_by_person = null, first_reviewed_at = null,
      second_reviewed_by = null, second_reviewed_by_person = null, second_reviewed_at = null,
      approved_by = null, approved_by_person = null, approved_at = null, proposal = null, clause = null
    where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
}

/** Numbers of several cases for one journal entry. */
export const numbersOf = (claims: readonly StoredClaim[]) => claims.map(({ number }) => number)
