import '../words/zh/claim-pool.ts'
import '../words/zh/pool.ts'
import type { ReactElement } from 'react'
import { claimColumns } from '../claims/claim-columns.tsx'
import { ClaimPool, type ClaimPoolProps } from '../claims/ClaimPool.tsx'
import { words } from '../words/words.ts'

const { number, deadline, name, kind, amount, unit, agency, submitted, holder } = claimColumns
const columns = [number, deadline, name, kind, amount, unit, agency, submitted, holder]

/** 领款复核: corrected payees that wait for one approval, and those that one holds. */
export function PayeeReviewPool({ search }: Pick<ClaimPoolProps, 'search'>): ReactElement {
  return (
    <ClaimPool
      title={words('menu.payeeReviews')}
      kind="claim-payee-review"
      search={search}
      tabs={{ waiting: 'payee-review-waiting', mine: 'payee-review-mine', held: 'payee-review-held' }}
      columns={columns}
      pathOf={({ id }) => `/payee-reviews/${id}`}
      unit
    />
  )
}
