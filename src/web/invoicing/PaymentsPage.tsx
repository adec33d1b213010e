import '../words/zh/enrolment.ts'
import '../words/zh/plans.ts'
import '../words/zh/pool.ts'
import { useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { listEnrolments } from '../../contract/enrolment.ts'
import { enrolmentColumns } from '../enrolment/enrolment-columns.tsx'
import { EnrolmentPool } from '../enrolment/EnrolmentPool.tsx'
import { usePool } from '../work-pool/use-pool.ts'
import { words } from '../words/words.ts'

const { plainNumber, deadline, unit, agency, plans, people, total, paid } = enrolmentColumns
const columns = [plainNumber, deadline, unit, agency, plans, people, total, paid]

const pathOf = ({ id }: { readonly id: string }) => `/payments/${id}`

/** 到账确认: enrolments whose money is awaited. */
export function PaymentsPage(): ReactElement {
  const search = useSearch({ from: '/inside/payments' })
  const pool = usePool('payment', listEnrolments)
  return (
    <EnrolmentPool
      title={words('menu.payments')}
      pool={pool}
      search={search}
      tabs={{ waiting: 'payment-waiting', mine: 'payment-mine' }}
      columns={columns}
      pathOf={pathOf}
    />
  )
}
