import '../words/zh/claim-pool.ts'
import '../words/zh/claim-review.ts'
import '../words/zh/pool.ts'
import { useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { words } from '../words/words.ts'
import { ClaimPool } from './ClaimPool.tsx'
import { reviewColumns } from './review-columns.tsx'

/** 申领审批: cases above the threshold or the limit of 复审, and those that one holds. */
export function ClaimApprovalsPage(): ReactElement {
  const search = useSearch({ from: '/inside/claim-approvals' })
  return (
    <ClaimPool
      title={words('menu.claimApprovals')}
      kind="claim-approval"
      search={search}
      tabs={{ waiting: 'approval-waiting', mine: 'approval-mine', held: 'approval-held' }}
      columns={reviewColumns}
      pathOf={({ id }) => `/claim-reviews/${id}`}
      unit
    />
  )
}
