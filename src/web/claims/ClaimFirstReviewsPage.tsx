import '../words/zh/claim-pool.ts'
import '../words/zh/claim-review.ts'
import '../words/zh/pool.ts'
import { useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { words } from '../words/words.ts'
import { ClaimPool } from './ClaimPool.tsx'
import { reviewColumns } from './review-columns.tsx'

/** 申领初审: submitted cases that wait for a reviewer, and those that one holds. */
export function ClaimFirstReviewsPage(): ReactElement {
  const search = useSearch({ from: '/inside/claim-first-reviews' })
  return (
    <ClaimPool
      title={words('menu.claimFirstReviews')}
      kind="claim-first-review"
      search={search}
      tabs={{ waiting: 'first-review-waiting', mine: 'first-review-mine', held: 'first-review-held' }}
      columns={reviewColumns}
      pathOf={({ id }) => `/claim-reviews/${id}`}
      unit
    />
  )
}
