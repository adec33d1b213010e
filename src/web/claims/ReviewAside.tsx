import '../words/zh/claim-review.ts'
import type { ReactElement } from 'react'
import { downloadClaimLetter } from '../../contract/claim-review.ts'
import { DownloadButton } from '../shared/DownloadButton.tsx'
import { words } from '../words/words.ts'
import { ClaimTimeline } from './ClaimTimeline.tsx'
import { ReviewMoney, type ReviewMoneyProps } from './ReviewMoney.tsx'
import { ReviewOthers } from './ReviewOthers.tsx'

/** Right of the review: the money, what happened to the case, and the person's other cases. */
export function ReviewAside(props: ReviewMoneyProps): ReactElement {
  const { claim, others, letters } = props.review
  return (
    <>
      {letters.length > 0 && (
        <div className="row">
          {letters.map(({ kind, issue, superseded }) => (
            <DownloadButton key={`${kind} ${issue}`} route={downloadClaimLetter} input={{ id: claim.id, kind, issue }}>
              {superseded
                ? words('claimReview.letterSuperseded', { letter: words(`claimReview.letter.${kind}`) })
                : words(`claimReview.letter.${kind}`)}
            </DownloadButton>
          ))}
        </div>
      )}
      <ReviewMoney {...props} />
      <ClaimTimeline decisions={claim.decisions} />
      <ReviewOthers others={others} />
    </>
  )
}
