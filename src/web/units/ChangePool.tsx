import '../words/zh/pool.ts'
import { useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { listUnitChanges } from '../../contract/unit-profile.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { oneOf } from '../shared/list-search.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Pagination } from '../ui/Pagination.tsx'
import { PoolTable } from '../work-pool/PoolTable.tsx'
import { usePool } from '../work-pool/use-pool.ts'
import { words } from '../words/words.ts'
import { changePoolColumns, type ChangeRow } from './change-columns.tsx'
import { CHANGE_TABS } from './change-states.ts'
import { OpenedChange } from './OpenedChange.tsx'
import { useChanges } from './use-changes.ts'

/** Changes have no number of their own: in the pool they go by their unit. */
const named = (row: ChangeRow) => ({ ...row, number: row.unitName })
/** Who opens a change that waits has taken it. */
const searchOf = ({ id, holder }: ChangeRow) => ({
  state: holder !== null && !holder.mine ? ('held' as const) : ('mine' as const),
  open: id,
})

/** 变更审核 for those who decide: taken, opened above the pool, approved or returned. */
export function ChangePool(): ReactElement {
  const { state } = useSearch({ from: '/inside/unit-changes' })
  const tab = oneOf(CHANGE_TABS, state) ?? 'waiting'
  const pool = usePool('unit-change', listUnitChanges)
  const { query, pages, open, next, show, go } = useChanges(tab)
  const { data, error, refetch, isPlaceholderData } = query
  const title = words('units.changes.title')
  return (
    <div className="page">
      <PageHead
        title={title}
        text={words('units.changes.keys')}
        actions={
          <LinkButton to="/unit-changes" search={{ state: 'approved' }}>
            {words('units.changes.decided')}
          </LinkButton>
        }
      />
      {data === undefined && error !== null ? (
        <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />
      ) : (
        <PoolTable
          label={title}
          pool={pool}
          tab={tab}
          onTab={(to) => go(to === 'waiting' ? undefined : to)}
          counts={data}
          columns={changePoolColumns}
          rows={data?.rows.map(named)}
          stale={isPlaceholderData}
          filtered={false}
          pathOf={() => '/unit-changes'}
          searchOf={searchOf}
          foot={<Pagination {...pages} />}
        />
      )}
      {open !== undefined && (
        <OpenedChange
          key={open}
          id={open}
          onClose={() => show(undefined)}
          onDecided={() => (next === undefined ? go(undefined) : show(next))}
        />
      )}
    </div>
  )
}
