import '../words/zh/handlers.ts'
import '../words/zh/pool.ts'
import '../words/zh/units.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { OutputOf } from '../../contract/endpoint.ts'
import { listUnits } from '../../contract/handlers.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { useKeyset } from '../shared/use-keyset.ts'
import { Button } from '../ui/Button.tsx'
import { DataTable, type Column } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { FilterBar } from '../ui/FilterBar.tsx'
import { Pagination } from '../ui/Pagination.tsx'
import { TextField } from '../ui/TextField.tsx'
import { words } from '../words/words.ts'
import { HandlersDialog } from './HandlersDialog.tsx'
import { HandlerState } from './HandlerState.tsx'
import './units.css'

type Row = OutputOf<typeof listUnits>['rows'][number]

const columns: readonly Column<Row>[] = [
  { key: 'name', head: words('handlers.unitName'), render: ({ name }) => name, most: 22 },
  { key: 'creditCode', head: words('handlers.creditCode'), render: ({ creditCode }) => creditCode },
  { key: 'agencyName', head: words('handlers.agency'), render: ({ agencyName }) => agencyName, most: 16 },
  { key: 'handler', head: words('handlers.handler'), render: ({ handler }) => handler?.name ?? '' },
  { key: 'phone', head: words('handlers.phone'), render: ({ handler }) => handler?.phoneMasked ?? '' },
  {
    key: 'state',
    head: words('handlers.state'),
    render: ({ handler }) => <HandlerState state={handler?.state ?? 'none'} />,
  },
]

/** 单位管理 · 经办人: finds a unit whose handler cannot sign in, and opens its accounts. */
export function HandlersPage(): ReactElement {
  const { of, cursor, page, ...filters } = useSearch({ from: '/inside/unit-handlers' })
  const navigate = useNavigate({ from: '/unit-handlers' })
  const { data, error, refetch, isPlaceholderData } = useEndpointQuery(listUnits, { ...filters, cursor })
  const place = { ...(cursor !== undefined && { cursor }), ...(page !== undefined && { page }) }
  const pages = useKeyset(place, data?.next, (to) => void navigate({ search: { ...filters, ...to } }))
  const show = (id?: string) => void navigate({ search: { ...filters, ...place, ...(id !== undefined && { of: id }) } })
  const filtered = Object.keys(filters).length > 0
  const title = words('handlers.title')
  return (
    <div className="page">
      <PageHead title={title} text={words('handlers.text')} />
      <FilterBar values={filters} onSearch={(values) => void navigate({ search: values })}>
        <TextField label={words('handlers.unitName')} name="unitName" maxLength={100} data-autofocus />
        <TextField label={words('handlers.creditCode')} name="creditCode" maxLength={18} />
      </FilterBar>
      {data === undefined && error !== null ? (
        <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />
      ) : (
        <section className="card" aria-label={title}>
          <DataTable
            label={title}
            columns={columns}
            rows={data?.rows}
            stale={isPlaceholderData}
            rowKey={({ id }) => id}
            rowName={({ name }) => name}
            onOpen={({ id }) => show(id)}
            renderActions={({ id, name }) => (
              <Button kind="text" aria-label={`${words('handlers.open')} ${name}`} onClick={() => show(id)}>
                {words('handlers.open')}
              </Button>
            )}
            empty={
              <EmptyState
                icon="building"
                title={words(filtered ? 'pool.nothingFound' : 'handlers.none')}
                text={words(filtered ? 'pool.otherFilters' : 'handlers.noneText')}
              />
            }
          />
          <Pagination {...pages} />
        </section>
      )}
      {of !== undefined && <HandlersDialog key={of} id={of} onClose={() => show()} />}
    </div>
  )
}
