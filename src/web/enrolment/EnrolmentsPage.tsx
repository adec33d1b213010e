import '../words/zh/enrolment.ts'
import '../words/zh/plans.ts'
import '../words/zh/pool.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { ENROLMENT_STATES, isEditable } from '../../domain/enrolment/enrolment-workflow.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { DataTable } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Pagination } from '../ui/Pagination.tsx'
import { reasonsOf, words } from '../words/words.ts'
import { enrolmentColumns, type EnrolmentRow } from './enrolment-columns.tsx'
import { CreateEnrolment } from './CreateEnrolment.tsx'
import { EnrolmentActions } from './EnrolmentActions.tsx'
import { EnrolmentFilters } from './EnrolmentFilters.tsx'
import { ReturnedNotice } from './ReturnedNotice.tsx'
import { StepBackDialog, type StepBack } from './StepBackDialog.tsx'
import { useEnrolmentList } from './use-enrolment-list.ts'
import './enrolment.css'

const { number, state, plans, people, total, created } = enrolmentColumns
const columns = [
  number,
  state,
  plans,
  people,
  total,
  created,
  {
    key: 'returned',
    head: words('enrolment.returnReasons'),
    render: ({ returned }: EnrolmentRow) => <span title={returned.join('\n')}>{reasonsOf(returned)}</span>,
    most: 20,
  },
]
const states = ENROLMENT_STATES.filter((state) => state !== 'deleted')

/** 参保录入: the unit's enrolments, where new ones begin and returned ones go on. */
export function EnrolmentsPage(): ReactElement {
  const navigate = useNavigate()
  const search = useSearch({ from: '/inside/enrolments' })
  const { query, filters, filtered, pages, filter } = useEnrolmentList('all', search)
  const [stepBack, setStepBack] = useState<{ step: StepBack; row: EnrolmentRow }>()
  const { data, error, refetch, isPlaceholderData } = query
  return (
    <div className="page">
      <PageHead
        title={words('menu.enrolmentEntry')}
        text={words('enrolment.entryText')}
        actions={<CreateEnrolment label={words('enrolment.create')} />}
      />
      <ReturnedNotice />
      <EnrolmentFilters values={filters} onSearch={filter} states={states} plan />
      <section className="card" aria-label={words('enrolment.list')}>
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
            onOpen={({ id, state }) =>
              void navigate({ to: isEditable(state) ? '/enrolments/$id/plans' : '/enrolments/$id', params: { id } })
            }
            renderActions={(row) => <EnrolmentActions row={row} onStepBack={(step) => setStepBack({ step, row })} />}
            empty={
              filtered ? (
                <EmptyState title={words('pool.nothingFound')} text={words('pool.otherFilters')} />
              ) : (
                <EmptyState title={words('enrolment.none')} text={words('enrolment.noneText')} />
              )
            }
          />
        )}
        <Pagination {...pages} />
      </section>
      {stepBack && <StepBackDialog {...stepBack} onClose={() => setStepBack(undefined)} />}
    </div>
  )
}
