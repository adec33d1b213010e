import { sql } from 'kysely'
import { deskDueAt } from '../../domain/claims/claim-clock.ts'
import type { ClaimState } from '../../domain/claims/claim-workflow.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import type { WorkKind } from '../../domain/work-pool/queues.ts'
import { enterPool, type Preferred } from '../work-pool/work-store.ts'
import { getWorkingCalendar } from '../work-pool/working-calendar.ts'
import { getClaimSettings } from './claim-settings-store.ts'
import type { StoredClaim } from './claim-store.ts'

export type ReviewState = Extract<ClaimState, 'first-review' | 'second-review' | 'approval'>

/** The pool of a desk that reviews; desk and kind of work have the same name. */
export const REVIEW_POOLS = {
  'first-review': 'claim-first-review',
  'second-review': 'claim-second-review',
  approval: 'claim-approval',
} as const satisfies { readonly [S in ReviewState]: WorkKind }

export function isReviewState(state: ClaimState): state is ReviewState {
  return Object.hasOwn(REVIEW_POOLS, state)
}

/** Puts a case into the pool of a desk; at 初审 whoever reviewed it before is offered it first. */
export async function enterReview(
  tx: Transaction,
  { id, officeId, place, promisedOn }: Pick<StoredClaim, 'id' | 'officeId' | 'place' | 'promisedOn'>,
  state: ReviewState,
): Promise<void> {
  const kind = REVIEW_POOLS[state]
  const { firstReviewDays: firstReview } = await getClaimSettings(tx, officeId)
  const dueAt =
    promisedOn === null ? null : deskDueAt(tx.now, state, { firstReview, promisedOn }, await getWorkingCalendar(tx))
  const preferred = state === 'first-review' ? await lastFirstReviewer(tx, id) : undefined
  await enterPool(tx, { kind, subject: id, desk: kind, place, dueAt, preferred })
}

async function lastFirstReviewer(tx: Transaction, id: string): Promise<Preferred | undefined> {
  const { rows } = await sql<Preferred>`select account_id as "accountId", account_name as name from claim_decisions
    where claim_id = ${id} and from_state = 'first-review' and action <> 'withdraw' and account_id is not null
      and ${inScope(tx, 'place')} order by at desc, id desc limit 1`.execute(tx.db)
  return rows[0]
}
