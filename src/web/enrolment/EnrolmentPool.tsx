import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { InputOf } from '../../contract/endpoint.ts'
import type { listEnrolments } from '../../contract/enrolment.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { PageHead } from '../shared/PageHead.tsx'
import type { KeysetSearch } from '../shared/use-keyset.ts'
import type { Column } from '../ui/DataTable.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Pagination } from '../ui/Pagination.tsx'
import { PoolTable } from '../work-pool/PoolTable.tsx'
import type { Pool } from '../work-pool/use-pool.ts'
import { words } from '../words/words.ts'
import type { EnrolmentRow } from './enrolment-columns.tsx'
import type { EnrolmentFilterValues } from './enrolment-filters.ts'
import { EnrolmentFilters } from './EnrolmentFilters.tsx'
import { useEnrolmentList } from './use-enrolment-list.ts'

type ListTab = InputOf<typeof listEnrolments>['tab']

export type EnrolmentPoolProps = {
  readonly title: string
  readonly pool: Pool
  readonly search: EnrolmentFilterValues & KeysetSearch & { readonly tab?: string }
  readonly tabs: { readonly [Tab in 'waiting' | 'mine']: ListTab }
  readonly columns: readonly Column<EnrolmentRow>[]
  readonly pathOf: (row: EnrolmentRow) => string
  /** For desks that see what is on offer. */
  readonly plan?: boolean
}

/** A pool of enrolments: filters, 待处理 and 处理中, pages; all of it in the address. */
export function EnrolmentPool({ title, pool, search, tabs, columns, pathOf, plan }: EnrolmentPoolProps): ReactElement {
  const navigate = useNavigate()
  const tab = search.tab === 'mine' ? 'mine' : 'waiting'
  const { query, filters, filtered, pages, filter } = useEnrolmentList(tabs[tab], search)
  const { data, error, refetch, isPlaceholderData } = query
  const kept = tab === 'mine' ? { tab } : {}
  return (
    <div className="page">
      <PageHead title={title} text={words('pool.keys')} />
      <EnrolmentFilters values={filters} onSearch={(values) => filter(values, kept)} unit plan={plan === true} />
      {data === undefined && error !== null ? (
        <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />
      ) : (
        <PoolTable
          label={title}
          pool={pool}
          tab={tab}
          onTab={(next) =>
            void navigate({ to: '.', search: { ...filters, ...(next === 'mine' && { tab: next }) } as never })
          }
          counts={data}
          columns={columns}
          rows={data?.rows}
          stale={isPlaceholderData}
          filtered={filtered}
          pathOf={pathOf}
          foot={<Pagination {...pages} />}
        />
      )}
    </div>
  )
}
