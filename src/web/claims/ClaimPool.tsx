import { useNavigate } from '@tanstack/react-router'
import { useMemo, type ReactElement } from 'react'
import { listClaims } from '../../contract/claims.ts'
import type { InputOf } from '../../contract/endpoint.ts'
import type { ClaimState } from '../../domain/claims/claim-workflow.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { oneOf } from '../shared/list-search.ts'
import { PageHead } from '../shared/PageHead.tsx'
import type { KeysetSearch } from '../shared/use-keyset.ts'
import type { Column } from '../ui/DataTable.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Pagination } from '../ui/Pagination.tsx'
import { words } from '../words/words.ts'
import { HandOver } from '../work-pool/HandOver.tsx'
import { PoolTable, type PoolTab } from '../work-pool/PoolTable.tsx'
import { usePool, type WorkKind } from '../work-pool/use-pool.ts'
import type { ClaimRow } from './claim-columns.tsx'
import type { ClaimFilterValues } from './claim-filters.ts'
import { ClaimFilters } from './ClaimFilters.tsx'
import { useClaimList } from './use-claim-list.ts'

type ListTab = InputOf<typeof listClaims>['tab']

export type ClaimPoolProps = {
  readonly title: string
  readonly kind: WorkKind
  readonly search: ClaimFilterValues & KeysetSearch & { readonly tab?: string }
  readonly tabs: { readonly [Tab in PoolTab]: ListTab }
  readonly columns: readonly Column<ClaimRow>[]
  readonly pathOf: (row: ClaimRow) => string
  /** For officers, who see many units. */
  readonly unit?: boolean
  /** States to filter by, where the manual has that filter. */
  readonly states?: readonly ClaimState[]
  /** Before the tabs. */
  readonly heading?: string
}

/** A pool of claims: filters, 待处理 and 处理中, pages; all of it in the address but the document number. */
export function ClaimPool(props: ClaimPoolProps): ReactElement {
  const { title, kind, search, tabs, columns, pathOf, unit, states = [], heading } = props
  const pool = usePool(kind, listClaims)
  const navigate = useNavigate()
  const tab = oneOf(['mine', 'held'] as const, search.tab) ?? 'waiting'
  const { query, filters, filtered, pages, filter } = useClaimList(tabs[tab], search)
  const { data, error, refetch, isPlaceholderData } = query
  // Nobody holds what waits: the room is for the other columns.
  const shown = useMemo(
    () => (tab === 'waiting' ? columns.filter(({ key }) => key !== 'holder') : columns),
    [columns, tab],
  )
  const kept = tab === 'waiting' ? {} : { tab }
  return (
    <div className="page">
      <PageHead title={title} text={words('pool.keys')} />
      <ClaimFilters
        values={filters}
        onSearch={(values, idNumber) => filter(values, idNumber, kept)}
        states={states}
        unit={unit === true}
      />
      {data === undefined && error !== null ? (
        <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />
      ) : (
        <PoolTable
          label={title}
          heading={heading}
          pool={pool}
          tab={tab}
          onTab={(next) =>
            void navigate({ to: '.', search: { ...filters, ...(next !== 'waiting' && { tab: next }) } as never })
          }
          counts={data}
          columns={shown}
          rows={data?.rows}
          stale={isPlaceholderData}
          filtered={filtered}
          pathOf={pathOf}
          foot={<Pagination {...pages} />}
          renderTicked={(subjects, done) => (
            <HandOver kind={kind} subjects={subjects} refreshes={[listClaims]} onDone={done} />
          )}
        />
      )}
    </div>
  )
}
