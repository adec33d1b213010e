import '../words/zh/claim-pool.ts'
import '../words/zh/claim-review.ts'
import '../words/zh/pool.ts'
import { useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { listClaims } from '../../contract/claims.ts'
import { usePool } from '../work-pool/use-pool.ts'
import { words } from '../words/words.ts'
import { ClaimPool } from './ClaimPool.tsx'
import { reviewColumns } from './review-columns.tsx'

/** 申领初审: submitted cases that wait for a reviewer, and those that one holds. */
export function ClaimFirstReviewsPage(): ReactElement {
  const search = useSearch({ from: '/inside/claim-first-reviews' })
  const pool = usePool('claim-first-review', listClaims)
  return (
    <ClaimPool
      title={words('menu.claimFirstReviews')}
      pool={pool}
      search={search}
      tabs={{ waiting: 'first-review-waiting', mine: 'first-review-mine', held: 'first-review-held' }}
      columns={reviewColumns}
      pathOf={({ id }) => `/claim-reviews/${id}`}
      unit
    />
  )
}
