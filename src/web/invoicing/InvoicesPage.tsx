import '../words/zh/enrolment.ts'
import '../words/zh/invoicing.ts'
import '../words/zh/plans.ts'
import '../words/zh/pool.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { enrolmentColumns } from '../enrolment/enrolment-columns.tsx'
import { EnrolmentFilters } from '../enrolment/EnrolmentFilters.tsx'
import { useEnrolmentList } from '../enrolment/use-enrolment-list.ts'
import { LinkButton } from '../ui/Button.tsx'
import { DataTable } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Pagination } from '../ui/Pagination.tsx'
import { words } from '../words/words.ts'

const { number, state, plans, people, total, submitted } = enrolmentColumns
const columns = [number, state, plans, people, total, submitted]

/** 开票录入: approved enrolments whose invoices are to be entered. */
export function InvoicesPage(): ReactElement {
  const navigate = useNavigate()
  const search = useSearch({ from: '/inside/invoices' })
  const { query, filters, filtered, pages, filter } = useEnrolmentList('invoicing', search)
  const { data, error, refetch, isPlaceholderData } = query
  return (
    <div className="page">
      <PageHead title={words('menu.invoices')} text={words('invoicing.text')} />
      <EnrolmentFilters values={filters} onSearch={filter} plan />
      <section className="card" aria-label={words('invoicing.list')}>
        {data === undefined && error !== null ? (
          <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />
        ) : (
          <DataTable
            label={words('invoicing.list')}
            columns={columns}
            rows={data?.rows}
            stale={isPlaceholderData}
            rowKey={({ id }) => id}
            rowName={(row) => row.number}
            onOpen={({ id }) => void navigate({ to: '/invoices/$id', params: { id } })}
            renderActions={(row) => (
              <LinkButton
                kind="text"
                to="/invoices/$id"
                params={{ id: row.id }}
                aria-label={`${words('pool.open')} ${row.number}`}
              >
                {words('pool.open')}
              </LinkButton>
            )}
            empty={
              <EmptyState
                icon="receipt"
                title={words(filtered ? 'pool.nothingFound' : 'invoicing.none')}
                text={words(filtered ? 'pool.otherFilters' : 'invoicing.noneText')}
              />
            }
          />
        )}
        <Pagination {...pages} />
      </section>
    </div>
  )
}
