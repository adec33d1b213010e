import '../words/zh/claim-acceptance.ts'
import '../words/zh/claim-pool.ts'
import '../words/zh/pool.ts'
import { useSearch } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { isUnitSide, useSession } from '../accounts/session.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { DataTable } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Pagination } from '../ui/Pagination.tsx'
import { words } from '../words/words.ts'
import { AcceptanceActions } from './AcceptanceActions.tsx'
import { claimColumns, type ClaimRow } from './claim-columns.tsx'
import { ClaimFilters } from './ClaimFilters.tsx'
import { DeleteClaimDialog } from './DeleteClaimDialog.tsx'
import { useClaimList } from './use-claim-list.ts'

const { number, state, name, idNumber, kind, accepted, source, agency, unit } = claimColumns
const columns = [number, state, name, idNumber, kind, accepted, source, agency, unit]

/** 申领受理: cases that were taken in and not submitted yet, and the way to new ones. */
export function AcceptancePage(): ReactElement {
  const search = useSearch({ from: '/inside/claims' })
  const isUnit = isUnitSide(useSession())
  const { query, filters, filtered, pages, filter } = useClaimList('acceptance', search)
  const [deleting, setDeleting] = useState<ClaimRow>()
  const { data, error, refetch, isPlaceholderData } = query
  return (
    <div className="page">
      <PageHead
        title={words('menu.claimAcceptance')}
        text={words('acceptance.text')}
        actions={
          <LinkButton to="/claims/new" kind="primary">
            {words('acceptance.new')}
          </LinkButton>
        }
      />
      <ClaimFilters
        values={filters}
        onSearch={filter}
        states={['materials', 'entry']}
        agency={!isUnit}
        unit={!isUnit}
      />
      <section className="card" aria-labelledby="claims-pool">
        <div className="bar">
          <h2 id="claims-pool">{words('claimPool.pool')}</h2>
        </div>
        {data === undefined && error !== null ? (
          <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />
        ) : (
          <DataTable
            label={words('acceptance.list')}
            columns={columns}
            rows={data?.rows}
            stale={isPlaceholderData}
            rowKey={({ id }) => id}
            rowName={(row) => row.number}
            renderActions={(row) => <AcceptanceActions row={row} onDelete={() => setDeleting(row)} />}
            empty={
              filtered ? (
                <EmptyState title={words('pool.nothingFound')} text={words('pool.otherFilters')} />
              ) : (
                <EmptyState title={words('acceptance.none')} text={words('acceptance.noneText')} />
              )
            }
          />
        )}
        <Pagination {...pages} />
      </section>
      {deleting && <DeleteClaimDialog claim={deleting} onClose={() => setDeleting(undefined)} />}
    </div>
  )
}
