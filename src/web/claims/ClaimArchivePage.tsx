import '../words/zh/claim-archive.ts'
import '../words/zh/claim-pool.ts'
import '../words/zh/pool.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { listPlanVersions } from '../../contract/benefit-trial.ts'
import { CLAIM_STATES, type ClaimState } from '../../domain/claims/claim-workflow.ts'
import { isUnitSide, useSession } from '../accounts/session.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { oneOf } from '../shared/list-search.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { LinkButton } from '../ui/Button.tsx'
import { DataTable } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Pagination } from '../ui/Pagination.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { words } from '../words/words.ts'
import { claimColumns } from './claim-columns.tsx'
import { ClaimFilters } from './ClaimFilters.tsx'
import { ExportClaims } from './ExportClaims.tsx'
import { useClaimList } from './use-claim-list.ts'

const { number, state, name, idNumber, kind, plan, accepted, promised, ended, amount, agency, unit } = claimColumns
const ofUnit = [number, state, name, idNumber, kind, amount, accepted, promised, ended, plan]
const ofOfficers = [number, state, name, idNumber, kind, unit, amount, accepted, promised, ended, plan, agency]

const TABS = ['closed', 'open', 'all'] as const
const ENDED: readonly ClaimState[] = ['closed', 'declined', 'refused', 'withdrawn', 'deleted']
const STATES = {
  closed: ['closed'],
  open: CLAIM_STATES.filter((state) => !ENDED.includes(state)),
  all: CLAIM_STATES,
} as const

/** 申领查询: closed cases first, as the manual has it; those that go on, and all. */
export function ClaimArchivePage(): ReactElement {
  const search = useSearch({ from: '/inside/claim-archive' })
  const navigate = useNavigate()
  const isUnit = isUnitSide(useSession())
  const tab = oneOf(TABS, search.tab) ?? 'closed'
  const { query, queried, filters, filtered, pages, filter } = useClaimList(tab, search)
  const plans = useEndpointQuery(listPlanVersions, {}, { enabled: !isUnit })
  const { data, error, refetch, isPlaceholderData } = query
  const kept = tab === 'closed' ? {} : { tab }
  return (
    <div className="page">
      <PageHead
        title={words('menu.claimArchive')}
        text={words('claimArchive.text')}
        actions={<ExportClaims query={{ tab, ...queried }} empty={data?.rows.length === 0} />}
      />
      <ClaimFilters
        values={filters}
        onSearch={(values, typedId) => filter(values, typedId, kept)}
        states={STATES[tab]}
        agency={!isUnit}
        unit={!isUnit}
        plans={plans.data?.plans ?? []}
      />
      <section className="card" aria-label={words('claimArchive.list')}>
        <Tabs
          label={words('claimArchive.tabs')}
          items={TABS.map((key) => ({ key, label: words(`claimArchive.${key}`) }))}
          current={tab}
          onChange={(next) => {
            const { state: _, ...others } = filters
            void navigate({ to: '.', search: { ...others, ...(next !== 'closed' && { tab: next }) } as never })
          }}
        />
        {data === undefined && error !== null ? (
          <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />
        ) : (
          <DataTable
            label={words('claimArchive.list')}
            columns={isUnit ? ofUnit : ofOfficers}
            rows={data?.rows}
            stale={isPlaceholderData}
            rowKey={({ id }) => id}
            rowName={(row) => row.number}
            onOpen={({ id }) => void navigate({ to: '/claims/$id', params: { id }, search: {} })}
            renderActions={(row) => (
              <LinkButton
                kind="text"
                to="/claims/$id"
                params={{ id: row.id }}
                search={{}}
                aria-label={`${words('claimArchive.view')} ${row.number}`}
              >
                {words('claimArchive.view')}
              </LinkButton>
            )}
            empty={
              filtered ? (
                <EmptyState title={words('pool.nothingFound')} text={words('pool.otherFilters')} />
              ) : (
                <EmptyState title={words('claimArchive.none')} text={words('claimArchive.noneText')} />
              )
            }
          />
        )}
        <Pagination {...pages} />
      </section>
    </div>
  )
}
