import '../words/zh/claim-entry.ts'
import '../words/zh/payees.ts'
import '../words/zh/pool.ts'
import { useParams } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { listClaims } from '../../contract/claims.ts'
import { openPayeeReview } from '../../contract/payout-payees.ts'
import { CLAIM_KIND_NAMES } from '../../contract/words/claim-words.ts'
import { refusalCode, sentenceOf } from '../shared/call-endpoint.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { shownYuan } from '../shared/shown.ts'
import { useOpened } from '../shared/use-opened.ts'
import { LinkButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { usePool } from '../work-pool/use-pool.ts'
import { words } from '../words/words.ts'
import { PayeeReviewDesk } from './PayeeReviewDesk.tsx'
import './payouts.css'

/** 领款复核 of one claim. Opening it is journaled, so it is opened once and not again on every focus. */
export function PayeeReviewPage(): ReactElement {
  const { id } = useParams({ from: '/inside/payee-reviews/$id' })
  const pool = usePool('claim-payee-review', listClaims)
  const { data, error, refetch } = useOpened(openPayeeReview, { id })
  const gone = error !== null && refusalCode(error) === 'not-found'
  return (
    <div className="page">
      <PageHead
        title={words('payees.reviewTitle')}
        object={data?.number}
        text={
          data &&
          [
            data.insured,
            CLAIM_KIND_NAMES[data.kind],
            data.unitName,
            `${shownYuan(data.amount)}${words('ui.yuan')}`,
          ].join(' · ')
        }
        actions={<LinkButton to="/payee-reviews">{words('payees.reviewToPool')}</LinkButton>}
      />
      {data === undefined && error === null && <Skeleton lines={10} />}
      {gone && <EmptyState icon="check" title={words('payees.noCorrection')} />}
      {data === undefined && error !== null && !gone && (
        <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />
      )}
      {data !== undefined && (
        <PayeeReviewDesk
          key={data.version}
          review={data}
          onTake={() => pool.take([id], () => void refetch())}
          taking={pool.pending}
          missed={pool.error === null ? pool.missed : sentenceOf(pool.error)}
        />
      )}
    </div>
  )
}
