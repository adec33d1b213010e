import '../words/zh/claim-materials.ts'
import '../words/zh/claim-pool.ts'
import '../words/zh/claim-review.ts'
import '../words/zh/pool.ts'
import { useParams } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { openClaimReview } from '../../contract/claim-review.ts'
import { CLAIM_KIND_NAMES } from '../../contract/words/claim-words.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { shownYuan } from '../shared/shown.ts'
import { useOpened } from '../shared/use-opened.ts'
import { LinkButton } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { words } from '../words/words.ts'
import { ClaimReviewDesk } from './ClaimReviewDesk.tsx'
import { deskOf } from './review-desk.ts'
import './claim-review.css'

/** One case under review. Opening it is journaled, so it is opened once and not again on every focus. */
export function ClaimReviewPage(): ReactElement {
  const { id } = useParams({ from: '/inside/claim-reviews/$id' })
  const { data, error, refetch } = useOpened(openClaimReview, { id })
  const desk = data && deskOf(data.claim.state)
  return (
    <div className="page wide">
      <PageHead
        title={words(desk?.title ?? 'menu.claimFirstReviews')}
        object={data?.claim.number}
        text={
          data &&
          [
            data.claim.insured.name,
            CLAIM_KIND_NAMES[data.claim.kind],
            data.claim.planName,
            data.claim.unitName,
            ...(data.claim.calculation === null
              ? []
              : [words('claimReview.amountOf', { amount: shownYuan(data.claim.calculation.total) })]),
            ...(data.claim.promisedOn === null ? [] : [words('claimReview.promised', { day: data.claim.promisedOn })]),
          ].join(' · ')
        }
        actions={<LinkButton to={desk?.pool ?? '/'}>{words('claimReview.toPool')}</LinkButton>}
      />
      {data === undefined && error === null && <Skeleton lines={12} />}
      {data === undefined && error !== null && <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <ClaimReviewDesk key={`${id} ${data.claim.version}`} review={data} onChanged={() => void refetch()} />
      )}
    </div>
  )
}
