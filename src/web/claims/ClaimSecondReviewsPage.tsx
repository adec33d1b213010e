import '../words/zh/claim-pool.ts'
import '../words/zh/claim-review.ts'
import '../words/zh/pool.ts'
import { useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { words } from '../words/words.ts'
import { ClaimPool } from './ClaimPool.tsx'
import { reviewColumns } from './review-columns.tsx'

/** 申领复审: cases that 初审 passed or would not pay, and those that one holds. */
export function ClaimSecondReviewsPage(): ReactElement {
  const search = useSearch({ from: '/inside/claim-second-reviews' })
  return (
    <ClaimPool
      title={words('menu.claimSecondReviews')}
      kind="claim-second-review"
      search={search}
      tabs={{ waiting: 'second-review-waiting', mine: 'second-review-mine', held: 'second-review-held' }}
      columns={reviewColumns}
      pathOf={({ id }) => `/claim-reviews/${id}`}
      unit
    />
  )
}
