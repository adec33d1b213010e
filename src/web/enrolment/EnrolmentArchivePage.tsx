import '../words/zh/enrolment.ts'
import '../words/zh/plans.ts'
import '../words/zh/pool.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { holdsAny, useSession } from '../accounts/session.ts'
import { ENROLMENT_STATES } from '../../domain/enrolment/enrolment-workflow.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { DataTable } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Pagination } from '../ui/Pagination.tsx'
import { words } from '../words/words.ts'
import { enrolmentColumns } from './enrolment-columns.tsx'
import { EnrolmentFilters } from './EnrolmentFilters.tsx'
import { useEnrolmentList } from './use-enrolment-list.ts'
import './enrolment.css'

const { number, state, unit, agency, plans, people, total, paid, created, holder } = enrolmentColumns
const columns = [number, state, unit, agency, plans, people, total, paid, created, holder]
const states = ENROLMENT_STATES.filter((state) => state !== 'deleted')

/** 参保查询: every enrolment in an officer's reach, whatever its state. */
export function EnrolmentArchivePage(): ReactElement {
  const session = useSession()
  const navigate = useNavigate()
  const search = useSearch({ from: '/inside/enrolment-archive' })
  const { query, filters, filtered, pages, filter } = useEnrolmentList('all', search)
  const { data, error, refetch, isPlaceholderData } = query
  return (
    <div className="page">
      <PageHead title={words('menu.enrolmentArchive')} text={words('enrolment.archiveText')} />
      <EnrolmentFilters
        values={filters}
        onSearch={filter}
        states={states}
        unit
        plan={holdsAny(session, ['enrolment-review', 'administration'])}
      />
      <section className="card" aria-label={words('menu.enrolmentArchive')}>
        {data === undefined && error !== null ? (
          <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />
        ) : (
          <DataTable
            label={words('enrolment.list')}
            columns={columns}
            rows={data?.rows}
            stale={isPlaceholderData}
            rowKey={({ id }) => id}
            rowName={(row) => row.number}
            onOpen={({ id }) => void navigate({ to: '/enrolments/$id', params: { id } })}
            renderActions={({ id, number }) => (
              <LinkButton
                kind="text"
                to="/enrolments/$id"
                params={{ id }}
                aria-label={`${words('enrolment.view')} ${number}`}
              >
                {words('enrolment.view')}
              </LinkButton>
            )}
            empty={
              <EmptyState
                title={words(filtered ? 'pool.nothingFound' : 'enrolment.none')}
                text={words(filtered ? 'pool.otherFilters' : 'pool.comesHere')}
              />
            }
          />
        )}
        <Pagination {...pages} />
      </section>
    </div>
  )
}
