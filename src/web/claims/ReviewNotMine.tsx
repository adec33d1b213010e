import '../words/zh/claim-review.ts'
import '../words/zh/pool.ts'
import type { ReactElement } from 'react'
import { listClaims } from '../../contract/claims.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { usePool } from '../work-pool/use-pool.ts'
import { words } from '../words/words.ts'
import type { ClaimReview, ReviewDesk } from './review-desk.ts'

export type ReviewNotMineProps = {
  readonly review: ClaimReview
  readonly desk: ReviewDesk
  readonly onTaken: () => void
}

/** Who holds the case, where that is not the reader; nobody: it can be taken here. */
export function ReviewNotMine({ review, desk, onTaken }: ReviewNotMineProps): ReactElement {
  const { claim, blocked } = review
  const pool = usePool(desk.kind, listClaims)
  const { holder } = claim
  return (
    <Notice tone="warning">
      {holder === null ? words('claimReview.free') : words('claimReview.heldBy', { name: holder.name })}
      {holder === null && (
        <Button
          kind="text"
          pending={pool.pending}
          reason={blocked ?? undefined}
          onClick={() => pool.take([claim.id], onTaken)}
        >
          {words('pool.take')}
        </Button>
      )}
      {pool.missed !== undefined && <p className="field-error">{pool.missed}</p>}
      {pool.error !== null && <p className="field-error">{sentenceOf(pool.error)}</p>}
    </Notice>
  )
}
