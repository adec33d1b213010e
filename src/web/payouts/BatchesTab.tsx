import '../words/zh/payouts.ts'
import '../words/zh/pool.ts'
import { Link, useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { OutputOf } from '../../contract/endpoint.ts'
import { listBatches } from '../../contract/payout-batches.ts'
import { BATCH_STATE_WORDS } from '../../contract/words/payout-words.ts'
import { BATCH_STATES } from '../../domain/payouts/batch-workflow.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { oneOf } from '../shared/list-search.ts'
import { shownCount, shownYuan } from '../shared/shown.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import type { KeysetSearch } from '../shared/use-keyset.ts'
import { LinkButton } from '../ui/Button.tsx'
import { DataTable, type Column } from '../ui/DataTable.tsx'
import { DateField } from '../ui/DateField.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { FilterBar } from '../ui/FilterBar.tsx'
import { Pagination } from '../ui/Pagination.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { TextField } from '../ui/TextField.tsx'
import { words } from '../words/words.ts'
import { BatchTag } from './BatchTag.tsx'
import { dayIn, usePages, useSearchPut } from './search.ts'

type Row = OutputOf<typeof listBatches>['rows'][number]

const columns: readonly Column<Row>[] = [
  {
    key: 'number',
    head: words('payouts.number'),
    render: ({ id, number }) => (
      <Link to="/payout-batches/$id" params={{ id }} search={{}}>
        {number}
      </Link>
    ),
  },
  {
    key: 'state',
    head: words('payouts.state'),
    render: ({ state, reversals }) => (
      <>
        <BatchTag state={state} />{' '}
        {reversals > 0 && (
          <StateTag tone="your-turn" label={words('payouts.reversalsOf', { count: shownCount(reversals) })} />
        )}
      </>
    ),
  },
  { key: 'count', head: words('payouts.count'), render: ({ count }) => shownCount(count), end: true },
  { key: 'sum', head: words('payouts.sum'), render: ({ sum }) => shownYuan(sum), end: true },
  {
    key: 'answers',
    head: words('payouts.answers'),
    render: ({ paid, failed, waiting }) => words('payouts.answersOf', { paid, failed, waiting }),
    end: true,
  },
  { key: 'office', head: words('payouts.office'), render: ({ officeName }) => officeName, most: 12 },
  { key: 'madeBy', head: words('payouts.madeBy'), render: ({ madeBy }) => madeBy },
  { key: 'madeAt', head: words('payouts.madeAt'), render: ({ madeAt }) => timeInWords(madeAt) },
  { key: 'releasedBy', head: words('payouts.releasedBy'), render: ({ releasedBy }) => releasedBy ?? '' },
]

type Search = KeysetSearch & {
  readonly tab: string
  readonly number?: string
  readonly state?: string
  readonly reversal?: string
  readonly from?: string
  readonly to?: string
}

/** The batches, newest first. */
export function BatchesTab({ search }: { search: Search }): ReactElement {
  const navigate = useNavigate()
  const put = useSearchPut(search)
  const { number, state, from, to, cursor } = search
  const reversal = oneOf(['requested'] as const, search.reversal)
  const lines = reversal ? { only: 'reversal' } : {}
  const { data, error, refetch, isPlaceholderData } = useEndpointQuery(listBatches, {
    number,
    state: oneOf(BATCH_STATES, state),
    reversal,
    from: dayIn(from),
    to: dayIn(to),
    cursor,
  })
  const pages = usePages(search, data?.next)
  const filtered = [number, state, reversal, from, to].some((value) => value !== undefined)
  if (data === undefined && error !== null)
    return <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />
  return (
    <>
      <FilterBar values={{ number, state, reversal, from, to }} onSearch={put}>
        <TextField name="number" label={words('payouts.number')} />
        <SelectField
          name="state"
          label={words('payouts.state')}
          empty={words('ui.all')}
          options={BATCH_STATES.map((value) => ({ value, label: BATCH_STATE_WORDS[value] }))}
        />
        <SelectField
          name="reversal"
          label={words('payouts.reversalFilter')}
          empty={words('ui.all')}
          options={[{ value: 'requested', label: words('payouts.reversalWaiting') }]}
        />
        <DateField name="from" label={words('payouts.madeFrom')} />
        <DateField name="to" label={words('payouts.madeTo')} />
      </FilterBar>
      <section className="card" aria-label={words('payouts.list')}>
        <DataTable
          label={words('payouts.list')}
          columns={columns}
          rows={data?.rows}
          stale={isPlaceholderData}
          rowKey={({ id }) => id}
          rowName={({ number: name }) => name}
          onOpen={({ id }) => void navigate({ to: '/payout-batches/$id', params: { id }, search: lines })}
          renderActions={({ id, number: name }) => (
            <LinkButton
              kind="text"
              to="/payout-batches/$id"
              params={{ id }}
              search={lines}
              aria-label={`${words('payouts.open')} ${name}`}
            >
              {words('payouts.open')}
            </LinkButton>
          )}
          empty={
            <EmptyState
              icon="coins"
              title={words(filtered ? 'pool.nothingFound' : 'payouts.noBatch')}
              text={words(filtered ? 'pool.otherFilters' : 'payouts.noBatchText')}
            />
          }
        />
        <Pagination {...pages} />
      </section>
    </>
  )
}
