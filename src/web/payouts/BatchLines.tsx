import { Link, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState, type ReactElement } from 'react'
import { listBatchLines } from '../../contract/payout-batches.ts'
import { LINE_STATE_WORDS } from '../../contract/words/payout-words.ts'
import { LINE_SIGHTS, LINE_STATES } from '../../domain/payouts/batch-workflow.ts'
import { holdsAny, useSession } from '../accounts/session.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { oneOf } from '../shared/list-search.ts'
import { shownYuan } from '../shared/shown.ts'
import { dayInWords, timeInWords } from '../shared/time-in-words.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import type { KeysetSearch } from '../shared/use-keyset.ts'
import { Button } from '../ui/Button.tsx'
import { DataTable, type Column } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { FilterBar } from '../ui/FilterBar.tsx'
import { Pagination } from '../ui/Pagination.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { TextField } from '../ui/TextField.tsx'
import { words } from '../words/words.ts'
import type { BatchDetail, BatchLine } from './batch-detail.ts'
import { LineTag } from './BatchTag.tsx'
import { Flags } from './Flags.tsx'
import { usePages } from './search.ts'

const RemoveLineDialog = lazy(() =>
  import('./RemoveLineDialog.tsx').then((file) => ({ default: file.RemoveLineDialog })),
)
const ReversalDialog = lazy(() => import('./ReversalDialog.tsx').then((file) => ({ default: file.ReversalDialog })))
const DecideReversalDialog = lazy(() =>
  import('./DecideReversalDialog.tsx').then((file) => ({ default: file.DecideReversalDialog })),
)

const position: Column<BatchLine> = {
  key: 'position',
  head: words('payouts.line'),
  render: (line) => line.position,
  end: true,
}
const number: Column<BatchLine> = {
  key: 'number',
  head: words('payouts.claim'),
  render: (line) => (
    <Link to="/claims/$id" params={{ id: line.claimId }} search={{}}>
      {line.number}
    </Link>
  ),
}
const stateIn = (draft: boolean): Column<BatchLine> => ({
  key: 'state',
  head: words('payouts.lineState'),
  render: ({ state, reversal }) => (
    <>
      <LineTag state={state} draft={draft} />{' '}
      {reversal?.state === 'requested' && (
        <span className="quiet">
          {words('payouts.reversalStanding', { by: reversal.requestedBy, day: dayInWords(reversal.requestedAt) })}
        </span>
      )}
    </>
  ),
})
const reason: Column<BatchLine> = {
  key: 'reason',
  head: words('payouts.reason'),
  render: (line) => <span title={line.reason}>{line.reason}</span>,
  most: 14,
}
const flags: Column<BatchLine> = {
  key: 'flags',
  head: words('payouts.flags'),
  render: ({ flags: raised, again, decidedByMe }) => (
    <>
      <Flags flags={raised} again={again} />{' '}
      {decidedByMe && <StateTag tone="ended" label={words('payouts.decidedByMe')} />}
    </>
  ),
}
const money: readonly Column<BatchLine>[] = [
  { key: 'payee', head: words('payouts.payee'), render: ({ payeeName }) => payeeName },
  { key: 'card', head: words('payouts.card'), render: ({ cardTail }) => words('payouts.tail', { tail: cardTail }) },
  { key: 'amount', head: words('payouts.amount'), render: ({ amount }) => shownYuan(amount), end: true },
]
const unit: Column<BatchLine> = { key: 'unit', head: words('payouts.unit'), render: (line) => line.unitName, most: 12 }
const answered: Column<BatchLine> = {
  key: 'answered',
  head: words('payouts.answeredAt'),
  render: ({ answeredAt }) => (answeredAt === null ? '' : timeInWords(answeredAt)),
}
const reference: Column<BatchLine> = {
  key: 'reference',
  head: words('payouts.reference'),
  render: (line) => line.reference,
}

/** While a batch is made its cards are looked at; afterwards what the bank said. */
const columnsOf = (draft: boolean): readonly Column<BatchLine>[] =>
  draft
    ? [position, number, stateIn(true), flags, ...money, unit, reason, reference]
    : [position, number, stateIn(false), reason, ...money, flags, unit, answered, reference]

type Asking = { readonly what: 'remove' | 'reversal' | 'decide'; readonly line: BatchLine }
type Search = KeysetSearch & { readonly state?: string; readonly text?: string; readonly only?: string }

/** The lines of a batch: 剔除 before the release, 退汇 after the payment. */
export function BatchLines({ detail, search }: { detail: BatchDetail; search: Search }): ReactElement {
  const session = useSession()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<Asking>()
  const { id, state: batchState } = detail.batch
  const state = oneOf(LINE_STATES, search.state)
  const only = oneOf(LINE_SIGHTS, search.only)
  const { text, cursor } = search
  const filters = { id, state, text, only, cursor }
  const { data, error, refetch, isPlaceholderData } = useEndpointQuery(listBatchLines, filters)
  const pages = usePages(search, data?.next)
  const filtered = state !== undefined || text !== undefined || only !== undefined
  const makes = holdsAny(session, ['payout-making'])
  const releases = holdsAny(session, ['payout-release'])
  const actions = (line: BatchLine): ReactElement | null => {
    const button = (what: Asking['what'], label: string) => (
      <Button kind="text" aria-label={`${label} ${line.number}`} onClick={() => setAsking({ what, line })}>
        {label}
      </Button>
    )
    if (batchState === 'draft' && line.state === 'waiting' && makes) return button('remove', words('payouts.remove'))
    if (line.state !== 'paid') return null
    if (line.reversal?.state === 'requested')
      return releases ? button('decide', words('payouts.reversalConfirm')) : null
    return makes ? button('reversal', words('payouts.reversal')) : null
  }
  const close = () => setAsking(undefined)
  return (
    <>
      <FilterBar
        values={{ text, state, only }}
        onSearch={(values) => void navigate({ to: '.', search: values as never })}
      >
        <TextField name="text" label={words('payouts.lineText')} />
        <SelectField
          name="state"
          label={words('payouts.lineState')}
          empty={words('ui.all')}
          options={LINE_STATES.map((value) => ({ value, label: LINE_STATE_WORDS[value] }))}
        />
        <SelectField
          name="only"
          label={words('payouts.only')}
          empty={words('ui.all')}
          options={LINE_SIGHTS.map((value) => ({ value, label: words(`payouts.only.${value}`) }))}
        />
      </FilterBar>
      <section className="card" aria-labelledby="batch-lines">
        <div className="card-head">
          <h2 id="batch-lines">{words('payouts.lines')}</h2>
        </div>
        {data === undefined && error !== null ? (
          <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />
        ) : (
          <DataTable
            label={words('payouts.lines')}
            columns={columnsOf(batchState === 'draft')}
            rows={data?.rows}
            stale={isPlaceholderData}
            rowKey={(line) => line.id}
            rowName={(line) => line.number}
            renderActions={actions}
            empty={
              <EmptyState
                icon="check"
                heading="h3"
                title={words('payouts.noLine')}
                {...(filtered && { text: words('pool.otherFilters') })}
              />
            }
          />
        )}
        <Pagination {...pages} />
        <Suspense fallback={null}>
          {asking?.what === 'remove' && <RemoveLineDialog detail={detail} line={asking.line} onClose={close} />}
          {asking?.what === 'reversal' && <ReversalDialog batch={detail.batch} line={asking.line} onClose={close} />}
          {asking?.what === 'decide' && <DecideReversalDialog line={asking.line} onClose={close} />}
        </Suspense>
      </section>
    </>
  )
}
