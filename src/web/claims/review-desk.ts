import type { listClaims } from '../../contract/claims.ts'
import type { openClaimReview } from '../../contract/claim-review.ts'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { ClaimState } from '../../domain/claims/claim-workflow.ts'
import type { WorkKind } from '../work-pool/use-pool.ts'
import type { PlainKey } from '../words/words.ts'

export type ClaimReview = OutputOf<typeof openClaimReview>

type ListTab = InputOf<typeof listClaims>['tab']

/** A desk that reviews: its pool's page, its kind of work, and the lists of waiting and own cases. */
export type ReviewDesk = {
  readonly title: PlainKey
  readonly pool: string
  readonly kind: Extract<WorkKind, 'claim-first-review' | 'claim-second-review' | 'claim-approval'>
  readonly waiting: ListTab
  readonly mine: ListTab
}

const DESKS = new Map<ClaimState, ReviewDesk>([
  [
    'first-review',
    {
      title: 'menu.claimFirstReviews',
      pool: '/claim-first-reviews',
      kind: 'claim-first-review',
      waiting: 'first-review-waiting',
      mine: 'first-review-mine',
    },
  ],
  [
    'second-review',
    {
      title: 'menu.claimSecondReviews',
      pool: '/claim-second-reviews',
      kind: 'claim-second-review',
      waiting: 'second-review-waiting',
      mine: 'second-review-mine',
    },
  ],
  [
    'approval',
    {
      title: 'menu.claimApprovals',
      pool: '/claim-approvals',
      kind: 'claim-approval',
      waiting: 'approval-waiting',
      mine: 'approval-mine',
    },
  ],
])

/** The desk that a case in this state is with; none where nobody reviews it. */
export function deskOf(state: ClaimState): ReviewDesk | undefined {
  return DESKS.get(state)
}
