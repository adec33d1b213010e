import '../words/zh/enrolment.ts'
import '../words/zh/plans.ts'
import '../words/zh/pool.ts'
import { useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { listEnrolments } from '../../contract/enrolment.ts'
import { usePool } from '../work-pool/use-pool.ts'
import { words } from '../words/words.ts'
import { enrolmentColumns } from './enrolment-columns.tsx'
import { EnrolmentPool } from './EnrolmentPool.tsx'

const { plainNumber, deadline, unit, agency, plans, people, total, submitted } = enrolmentColumns
const columns = [plainNumber, deadline, unit, agency, plans, people, total, submitted]

const pathOf = ({ id }: { readonly id: string }) => `/enrolment-reviews/${id}`

/** 参保初审: submitted enrolments that wait for a reviewer, and those that one holds. */
export function ReviewsPage(): ReactElement {
  const search = useSearch({ from: '/inside/enrolment-reviews' })
  const pool = usePool('enrolment-review', listEnrolments)
  return (
    <EnrolmentPool
      title={words('menu.enrolmentReviews')}
      pool={pool}
      search={search}
      tabs={{ waiting: 'review-waiting', mine: 'review-mine' }}
      columns={columns}
      pathOf={pathOf}
      plan
    />
  )
}
