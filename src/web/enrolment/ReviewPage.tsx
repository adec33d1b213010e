import '../words/zh/enrolment.ts'
import '../words/zh/plans.ts'
import '../words/zh/pool.ts'
import '../words/zh/review.ts'
import { useParams } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { openReview } from '../../contract/enrolment-review.ts'
import { listEnrolments } from '../../contract/enrolment.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { useOpened } from '../shared/use-opened.ts'
import { LinkButton } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { usePool } from '../work-pool/use-pool.ts'
import { words } from '../words/words.ts'
import { ReviewDesk } from './ReviewDesk.tsx'
import { useKeptReasons } from './use-return-draft.ts'
import './enrolment.css'

/** One enrolment in 参保初审. Opening it is journaled, so it is opened once and not again on every focus. */
export function ReviewPage(): ReactElement {
  const { id } = useParams({ from: '/inside/enrolment-reviews/$id' })
  const pool = usePool('enrolment-review', listEnrolments)
  const { data, error, refetch } = useOpened(openReview, { id })
  const kept = useKeptReasons(id, data !== undefined)
  const failure = error ?? kept.error
  return (
    <div className="page">
      <PageHead
        title={words('menu.enrolmentReviews')}
        {...(data && { object: data.enrolment.number })}
        text={data?.enrolment.unit.name}
        actions={<LinkButton to="/enrolment-reviews">{words('review.toPool')}</LinkButton>}
      />
      {data !== undefined && kept.data !== undefined ? (
        <ReviewDesk key={id} review={data} kept={kept.data.reasons} pool={pool} onTaken={() => void refetch()} />
      ) : failure === null ? (
        <Skeleton lines={10} />
      ) : (
        <ErrorState text={sentenceOf(failure)} onRetry={() => void Promise.all([refetch(), kept.refetch()])} />
      )}
    </div>
  )
}
