import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { DataTable } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Pagination } from '../ui/Pagination.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { words } from '../words/words.ts'
import { listColumns } from './registration-columns.tsx'
import { RegistrationFilters } from './RegistrationFilters.tsx'
import type { RegistrationTab } from './registration-tabs.ts'
import { useRegistrations } from './use-registrations.ts'

const labels = {
  waiting: 'units.list.waiting',
  held: 'units.list.held',
  decided: 'units.list.decided',
} as const satisfies { readonly [T in RegistrationTab]?: string }

/** Registrations to look at: what waits, who holds what, what was decided. */
export function RegistrationList({ reviews }: { reviews: boolean }): ReactElement {
  const { tab } = useSearch({ from: '/inside/registrations' })
  const navigate = useNavigate()
  const shown = tab === 'held' || tab === 'decided' ? tab : 'waiting'
  const { query, filters, filtered, pages, filter, show } = useRegistrations(shown)
  const { data, error, refetch, isPlaceholderData } = query
  const title = words('units.list.title')
  const tabs = (['waiting', 'held', 'decided'] as const).map((key) => ({ key, label: words(labels[key]) }))
  return (
    <div className="page">
      <PageHead
        title={title}
        actions={
          reviews ? (
            <LinkButton to="/registrations" search={{}}>
              {words('units.list.toPool')}
            </LinkButton>
          ) : undefined
        }
      />
      <RegistrationFilters values={filters} onSearch={filter} />
      {data === undefined && error !== null ? (
        <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />
      ) : (
        <section className="card" aria-label={title}>
          <div className="bar">
            <Tabs label={title} current={shown} onChange={show} items={tabs} />
          </div>
          <DataTable
            label={title}
            columns={listColumns}
            rows={data?.rows}
            stale={isPlaceholderData}
            rowKey={({ id }) => id}
            rowName={({ number }) => number}
            onOpen={({ id }) => void navigate({ to: '/registrations/$id', params: { id } })}
            empty={
              <EmptyState
                icon="check"
                title={words(filtered ? 'pool.nothingFound' : 'units.list.none')}
                text={words(filtered ? 'pool.otherFilters' : 'units.list.noneText')}
              />
            }
          />
          <Pagination {...pages} />
        </section>
      )}
    </div>
  )
}
