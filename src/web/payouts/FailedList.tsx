import '../words/zh/payouts.ts'
import '../words/zh/pool.ts'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { OutputOf } from '../../contract/endpoint.ts'
import { listFailedPayments } from '../../contract/payout-payees.ts'
import { CLAIM_KIND_NAMES } from '../../contract/words/claim-words.ts'
import { isUnitSide, useSession } from '../accounts/session.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { shownYuan } from '../shared/shown.ts'
import { dayInWords } from '../shared/time-in-words.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import type { KeysetSearch } from '../shared/use-keyset.ts'
import { LinkButton } from '../ui/Button.tsx'
import { DataTable, type Column } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { FilterBar } from '../ui/FilterBar.tsx'
import { Pagination } from '../ui/Pagination.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { TextField } from '../ui/TextField.tsx'
import { words } from '../words/words.ts'
import { usePages, useSearchPut } from './search.ts'

type Row = OutputOf<typeof listFailedPayments>['rows'][number]

const unitColumn: Column<Row> = {
  key: 'unit',
  head: words('payouts.unit'),
  render: ({ unitName }) => unitName,
  most: 16,
}

function columnsFor(unit: boolean): readonly Column<Row>[] {
  return [
    {
      key: 'number',
      head: words('payouts.claim'),
      render: ({ id, number }) => (
        <Link to="/claims/$id" params={{ id }} search={{}}>
          {number}
        </Link>
      ),
    },
    {
      key: 'reason',
      head: words('payouts.reason'),
      render: ({ reason, cameBack, stopped, returned }) => (
        <>
          {returned && <StateTag tone="returned" label={words('payouts.returned')} />}
          {cameBack && !returned && <StateTag tone="returned" label={words('payouts.cameBack')} />}
          {stopped && !returned && <StateTag tone="returned" label={words('payouts.stopped')} />}
          <span title={reason}>{reason}</span>
        </>
      ),
      most: 22,
    },
    { key: 'payee', head: words('payouts.payee'), render: ({ payeeName }) => payeeName },
    { key: 'card', head: words('payouts.card'), render: ({ cardTail }) => words('payouts.tail', { tail: cardTail }) },
    { key: 'amount', head: words('payouts.amount'), render: ({ amount }) => shownYuan(amount), end: true },
    { key: 'name', head: words('payouts.person'), render: ({ name }) => name },
    { key: 'kind', head: words('payouts.kind'), render: ({ kind }) => CLAIM_KIND_NAMES[kind] },
    ...(unit ? [] : [unitColumn]),
    { key: 'failedAt', head: words('payouts.failedAt'), render: ({ failedAt }) => dayInWords(failedAt) },
  ]
}

type Search = KeysetSearch & { readonly tab?: string; readonly number?: string; readonly unitName?: string }

/** 支付失败: what the bank did not pay or took back, and why; a unit corrects the payee from here. */
export function FailedList({ search }: { search: Search }): ReactElement {
  const unit = isUnitSide(useSession())
  const put = useSearchPut(search)
  const { number, unitName, cursor } = search
  const { data, error, refetch, isPlaceholderData } = useEndpointQuery(listFailedPayments, { number, unitName, cursor })
  const pages = usePages(search, data?.next)
  const filtered = number !== undefined || unitName !== undefined
  if (data === undefined && error !== null)
    return <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />
  return (
    <>
      <FilterBar values={{ number, unitName }} onSearch={put}>
        <TextField name="number" label={words('payouts.claim')} />
        {!unit && <TextField name="unitName" label={words('payouts.unit')} />}
      </FilterBar>
      <section className="card" aria-label={words('payouts.tab.failed')}>
        <DataTable
          label={words('payouts.tab.failed')}
          columns={columnsFor(unit)}
          rows={data?.rows}
          stale={isPlaceholderData}
          rowKey={({ id }) => id}
          rowName={({ number: name }) => name}
          {...(unit && {
            renderActions: ({ id, number: name }: Row) => (
              <LinkButton
                kind="text"
                to="/claims/$id/payee"
                params={{ id }}
                aria-label={`${words('payouts.correct')} ${name}`}
              >
                {words('payouts.correct')}
              </LinkButton>
            ),
          })}
          empty={
            <EmptyState
              icon="check"
              title={words(filtered ? 'pool.nothingFound' : 'payouts.failedNone')}
              text={words(filtered ? 'pool.otherFilters' : 'payouts.failedNoneText')}
            />
          }
        />
        <Pagination {...pages} />
      </section>
    </>
  )
}
