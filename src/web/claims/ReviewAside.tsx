import type { ReactElement } from 'react'
import { ClaimTimeline } from './ClaimTimeline.tsx'
import { ReviewMoney, type ReviewMoneyProps } from './ReviewMoney.tsx'
import { ReviewOthers } from './ReviewOthers.tsx'

/** Right of the review: the money, what happened to the case, and the person's other cases. */
export function ReviewAside(props: ReviewMoneyProps): ReactElement {
  const { claim, others } = props.review
  return (
    <>
      <ReviewMoney {...props} />
      <ClaimTimeline decisions={claim.decisions} />
      <ReviewOthers others={others} />
    </>
  )
}
