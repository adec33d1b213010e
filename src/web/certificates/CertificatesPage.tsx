import '../words/zh/certificates.ts'
import '../words/zh/enrolment.ts'
import '../words/zh/plans.ts'
import '../words/zh/pool.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, type ReactElement } from 'react'
import { isUnitSide, useSession } from '../accounts/session.ts'
import { listCertificates } from '../../contract/certificates.ts'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { queryKeyOf, useEndpointQuery } from '../shared/use-endpoint.ts'
import { useKeyset } from '../shared/use-keyset.ts'
import { DataTable } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Pagination } from '../ui/Pagination.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { words } from '../words/words.ts'
import { certificateColumns, type CertificateRow } from './certificate-columns.tsx'
import { CertificateActions } from './CertificateActions.tsx'
import { CertificateFilters } from './CertificateFilters.tsx'
import './certificates.css'

const PrintDialog = lazy(() => import('./PrintDialog.tsx').then((file) => ({ default: file.PrintDialog })))

const day = (text: string | undefined) => (text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined)

/** The list, asked for again while a letter on it is being made. */
function useLetters(input: InputOf<typeof listCertificates>) {
  const key = queryKeyOf(listCertificates, input)
  const known = useQueryClient().getQueryData<OutputOf<typeof listCertificates>>(key)
  return useEndpointQuery(listCertificates, input, {
    every: known?.rows.some(({ ready }) => !ready) === true ? 2_000 : false,
  })
}

/** 确认书打印, on the unit side and the management side: letters not yet printed, and those printed. */
export function CertificatesPage(): ReactElement {
  const session = useSession()
  const navigate = useNavigate()
  const search = useSearch({ from: '/inside/certificates' })
  const { tab: given, open, cursor, page: _page, ...filters } = search
  const tab = given === 'printed' ? 'printed' : 'unprinted'
  const { data, error, refetch, isPlaceholderData } = useLetters({
    ...filters,
    tab,
    from: day(filters.from),
    to: day(filters.to),
    cursor,
  })
  const put = (next: Record<string, unknown>) => void navigate({ to: '.', search: next as never })
  const pages = useKeyset(search, data?.next, (page) => put({ ...search, ...page }))
  const show = ({ id }: CertificateRow) => put({ ...search, open: id })
  const unit = isUnitSide(session)
  const filtered = Object.keys(filters).length > 0
  return (
    <div className="page">
      <PageHead title={words('menu.certificates')} text={words('certificates.text')} />
      <CertificateFilters
        values={filters}
        unit={unit}
        onSearch={(values) => put({ ...values, ...(given !== undefined && { tab: given }) })}
      />
      <section className="card" aria-label={words('menu.certificates')}>
        <div className="bar">
          <Tabs
            label={words('menu.certificates')}
            current={tab}
            onChange={(next) => put({ ...filters, ...(next === 'printed' && { tab: next }) })}
            items={[
              { key: 'unprinted', label: words('certificates.unprinted'), count: data?.unprinted },
              { key: 'printed', label: words('certificates.printed'), count: data?.printed },
            ]}
          />
        </div>
        {data === undefined && error !== null ? (
          <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />
        ) : (
          <DataTable
            label={words('certificates.list')}
            columns={certificateColumns(unit)}
            rows={data?.rows}
            stale={isPlaceholderData}
            rowKey={({ id }) => id}
            rowName={({ number }) => number}
            onOpen={show}
            renderActions={(row) => (
              <CertificateActions row={row} printed={tab === 'printed'} onPrint={() => show(row)} />
            )}
            empty={
              <EmptyState
                icon="letter"
                title={words(filtered ? 'pool.nothingFound' : `certificates.none.${tab}`)}
                text={words(filtered ? 'pool.otherFilters' : `certificates.noneText.${tab}`)}
              />
            }
          />
        )}
        <Pagination {...pages} />
      </section>
      {open !== undefined && (
        <Suspense fallback={null}>
          <PrintDialog
            id={open}
            onClose={() => put(Object.fromEntries(Object.entries(search).filter(([key]) => key !== 'open')))}
          />
        </Suspense>
      )}
    </div>
  )
}
