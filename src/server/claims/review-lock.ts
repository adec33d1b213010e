import { sql } from 'kysely'
import { judgeHand, type EarlierHands, type Hand, type Reviewed } from '../../domain/claims/review.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { accepted, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { lockHeldWork } from '../work-pool/work-store.ts'
import { lockPersonOf } from './benefit-reserve.ts'
import { isOutdated } from './calculate-claim.ts'
import { getCalculation } from './calculation-store.ts'
import { getClaimRow, lockClaim, type StoredClaim } from './claim-store.ts'
import { isReviewState, REVIEW_POOLS } from './review-pool.ts'

/** A case as its reviewer saw it. */
export type Seen = { readonly id: string; readonly version: number }

const handOf = (account: string | null, person: Uint8Array | null): Hand | null =>
  account === null ? null : { account, person: person === null ? null : Buffer.from(person).toString('hex') }

/** The caller as a hand that is compared with those before. */
export function callersHand(tx: Transaction): Hand {
  const { accountId, personIndex } = callerIn(tx)
  return { account: accountId, person: personIndex === null ? null : Buffer.from(personIndex).toString('hex') }
}

export type Handled = Pick<
  StoredClaim,
  | 'submittedBy'
  | 'submittedByPerson'
  | 'firstReviewedBy'
  | 'firstReviewedByPerson'
  | 'secondReviewedBy'
  | 'secondReviewedByPerson'
>

/** Everyone who had the case since its last submission. */
export function earlierHands(claim: Handled): EarlierHands {
  return {
    submission: handOf(claim.submittedBy, claim.submittedByPerson),
    firstReview: handOf(claim.firstReviewedBy, claim.firstReviewedByPerson),
    secondReview: handOf(claim.secondReviewedBy, claim.secondReviewedByPerson),
  }
}

/** Cases that one decision is about, at least one. */
export type Decidable = readonly [StoredClaim, ...StoredClaim[]]

/**
 * Locks cases of one event that the caller holds, for a decision: work items, then cases, then the person, each in id
 * order. Whoever had one of them before, by person and not by account, is refused.
 */
export async function lockForDecision(tx: Transaction, seen: readonly Seen[]): Promise<Decidable> {
  const ordered = [...new Map(seen.map((one) => [one.id, one])).values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const ids = ordered.map(({ id }) => id)
  await sql`select id from work_items where subject_id = any(${ids}::uuid[]) and ${inScope(tx, 'place')}
    order by id for update`.execute(tx.db)
  const rows = await inTurn(ordered, ({ id }) => getClaimRow(tx, id as ClaimId))
  for (const { id, state } of rows) {
    if (!isReviewState(state)) return refused({ code: 'claim-step-not-allowed', state })
    await lockHeldWork(tx, REVIEW_POOLS[state], id)
  }
  const claims = await inTurn(ordered, ({ id, version }) => lockClaim(tx, id as ClaimId, version))
  const [first, ...rest] = claims
  if (!first || claims.some((claim) => !isSameEvent(claim, first))) return refused({ code: 'claims-not-together' })
  for (const claim of claims) accepted(judgeHand(callersHand(tx), earlierHands(claim)))
  await lockPersonOf(tx, first)
  return [first, ...rest]
}

/** Locks the one case of a decision that is about one. */
export async function lockOneForDecision(tx: Transaction, seen: Seen): Promise<StoredClaim> {
  const [claim] = await lockForDecision(tx, [seen])
  return claim
}

async function inTurn<A, B>(items: readonly A[], act: (item: A) => Promise<B>): Promise<B[]> {
  const answers: B[] = []
  for (const item of items) answers.push(await act(item))
  return answers
}

/** Cases that were accepted together for one person and day, at the same desk. */
function isSameEvent(one: StoredClaim, other: StoredClaim): boolean {
  return (
    one.acceptanceId === other.acceptanceId &&
    one.personId === other.personId &&
    one.incidentOn === other.incidentOn &&
    one.state === other.state
  )
}

/** What a decision about a locked case goes by: its amount, and whether the calculation still holds. */
export async function reviewedOf(tx: Transaction, services: Services, claim: StoredClaim): Promise<Reviewed> {
  const { amount, proposal } = claim
  return { amount, proposal, stale: await isStale(tx, services, claim) }
}

export async function isStale(tx: Transaction, services: Services, claim: StoredClaim): Promise<boolean> {
  if (claim.calculationId === null) return true
  const calculation = await getCalculation(tx, services.crypto, claim.calculationId)
  return calculation.entryVersion !== claim.entryVersion || (await isOutdated(tx, services, claim, calculation))
}
