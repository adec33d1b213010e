import '../words/zh/payouts.ts'
import '../words/zh/pool.ts'
import type { ReactElement } from 'react'
import type { OutputOf } from '../../contract/endpoint.ts'
import { listLedger } from '../../contract/payout-ledger.ts'
import { JOURNAL_KINDS } from '../../domain/payouts/ledger.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { oneOf } from '../shared/list-search.ts'
import { shownYuan } from '../shared/shown.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import type { KeysetSearch } from '../shared/use-keyset.ts'
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
import { dayIn, usePages, useSearchPut } from './search.ts'

type Row = OutputOf<typeof listLedger>['rows'][number]

const side = (amount: string) => (amount === '0.00' ? '' : shownYuan(amount))

const columns: readonly Column<Row>[] = [
  { key: 'posted', head: words('payouts.posted'), render: ({ postedOn }) => postedOn },
  {
    key: 'kind',
    head: words('payouts.entryKind'),
    render: ({ kind, reversed }) => (
      <>
        {words(`payouts.entryKind.${kind}`)}
        {reversed && <StateTag tone="ended" label={words('payouts.reversedEntry')} />}
      </>
    ),
  },
  { key: 'account', head: words('payouts.account'), render: ({ account }) => words(`payouts.account.${account}`) },
  { key: 'debit', head: words('payouts.debit'), render: ({ debit }) => side(debit), end: true },
  { key: 'credit', head: words('payouts.credit'), render: ({ credit }) => side(credit), end: true },
  { key: 'claim', head: words('payouts.claim'), render: ({ claimNumber }) => claimNumber },
  { key: 'batch', head: words('payouts.number'), render: ({ batchNumber }) => batchNumber },
  { key: 'office', head: words('payouts.office'), render: ({ officeName }) => officeName, most: 14 },
]

type Search = KeysetSearch & {
  readonly tab: string
  readonly claim?: string
  readonly batch?: string
  readonly kind?: string
  readonly from?: string
  readonly to?: string
}

/** Sums of all pages; they are added up for the first one. */
function LedgerSums({ sums }: Pick<OutputOf<typeof listLedger>, 'sums'>): ReactElement {
  if (sums === null) return <span className="quiet">{words('payouts.ledgerSumsFirst')}</span>
  return <b>{words('payouts.ledgerSums', { debit: shownYuan(sums.debit), credit: shownYuan(sums.credit) })}</b>
}

/** 账务流水: what payments moved; entries are only ever added. */
export function LedgerTab({ search }: { search: Search }): ReactElement {
  const put = useSearchPut(search)
  const { claim, batch, kind, from, to, cursor } = search
  const { data, error, refetch, isPlaceholderData } = useEndpointQuery(listLedger, {
    claim,
    batch,
    kind: oneOf(JOURNAL_KINDS, kind),
    from: dayIn(from),
    to: dayIn(to),
    cursor,
  })
  const pages = usePages(search, data?.next)
  const filtered = [claim, batch, kind, from, to].some((value) => value !== undefined)
  if (data === undefined && error !== null)
    return <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />
  return (
    <>
      <FilterBar values={{ claim, batch, kind, from, to }} onSearch={put}>
        <TextField name="claim" label={words('payouts.claim')} />
        <TextField name="batch" label={words('payouts.number')} />
        <SelectField
          name="kind"
          label={words('payouts.entryKind')}
          empty={words('ui.all')}
          options={JOURNAL_KINDS.map((value) => ({ value, label: words(`payouts.entryKind.${value}`) }))}
        />
        <DateField name="from" label={words('payouts.postedFrom')} />
        <DateField name="to" label={words('payouts.postedTo')} />
      </FilterBar>
      <section className="card" aria-label={words('payouts.tab.ledger')}>
        <div className="bar">
          <span className="quiet">{words('payouts.ledgerText')}</span>
          {data !== undefined && <LedgerSums sums={data.sums} />}
        </div>
        <DataTable
          label={words('payouts.tab.ledger')}
          columns={columns}
          rows={data?.rows}
          stale={isPlaceholderData}
          rowKey={({ id }) => id}
          rowName={({ claimNumber, account }) => `${claimNumber} ${words(`payouts.account.${account}`)}`}
          empty={
            <EmptyState
              icon="coins"
              title={words(filtered ? 'pool.nothingFound' : 'payouts.ledgerNone')}
              text={words(filtered ? 'pool.otherFilters' : 'payouts.ledgerNoneText')}
            />
          }
        />
        <Pagination {...pages} />
      </section>
    </>
  )
}
