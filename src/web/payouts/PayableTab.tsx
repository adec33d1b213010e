import '../words/zh/payouts.ts'
import '../words/zh/pool.ts'
import { useState, type ReactElement } from 'react'
import { listPayable } from '../../contract/payouts.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { CLAIM_KIND_NAMES } from '../../contract/words/claim-words.ts'
import { BANK_FORMAT_NAMES } from '../../contract/words/payout-words.ts'
import { BANK_FORMAT_CODES, type BankFormatCode } from '../../domain/payouts/bank-formats.ts'
import { MOST_LINES } from '../../domain/payouts/batch-workflow.ts'
import { holdsAny, useSession } from '../accounts/session.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { oneOf } from '../shared/list-search.ts'
import { shownCount, shownYuan } from '../shared/shown.ts'
import { dayInWords } from '../shared/time-in-words.ts'
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
import { MakeBatchDialog } from './MakeBatchDialog.tsx'
import { usePages, useSearchPut } from './search.ts'
import { StopPaymentDialog } from './StopPaymentDialog.tsx'

type Row = OutputOf<typeof listPayable>['rows'][number]

const columns: readonly Column<Row>[] = [
  { key: 'number', head: words('payouts.claim'), render: ({ number }) => number },
  {
    key: 'marks',
    head: words('payouts.flags'),
    render: ({ again, decidedByMe, payeeDead }) => (
      <>
        {payeeDead && <StateTag tone="returned" label={words('payouts.payeeDead')} />}
        {again && <StateTag tone="your-turn" label={words('payouts.again')} />}
        {decidedByMe && <StateTag tone="ended" label={words('payouts.decidedByMe')} />}
      </>
    ),
  },
  { key: 'payee', head: words('payouts.payee'), render: ({ payeeName }) => payeeName },
  { key: 'card', head: words('payouts.card'), render: ({ cardTail }) => words('payouts.tail', { tail: cardTail }) },
  { key: 'amount', head: words('payouts.amount'), render: ({ amount }) => shownYuan(amount), end: true },
  { key: 'kind', head: words('payouts.kind'), render: ({ kind }) => CLAIM_KIND_NAMES[kind] },
  { key: 'unit', head: words('payouts.unit'), render: ({ unitName }) => unitName, most: 16 },
  { key: 'plan', head: words('payouts.plan'), render: ({ planName }) => planName, most: 14 },
  {
    key: 'approved',
    head: words('payouts.approved'),
    render: ({ approvedAt }) => (approvedAt === null ? '' : dayInWords(approvedAt)),
  },
]

type Search = KeysetSearch & {
  readonly tab: string
  readonly number?: string
  readonly unitName?: string
  readonly office?: string
}

/** What a batch is made of: the ticked claims, or everything that the filters show. */
type Wanted = { readonly claims?: readonly string[] }

/** 待支付: approved claims of one office, from which a batch is made. */
export function PayableTab({ search }: { search: Search }): ReactElement {
  const may = holdsAny(useSession(), ['payout-making'])
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [format, setFormat] = useState<BankFormatCode>(BANK_FORMAT_CODES[0])
  const [making, setMaking] = useState<Wanted>()
  const [stopping, setStopping] = useState<Row>()
  const put = useSearchPut(search)
  const { number, unitName, office, cursor } = search
  const filters = { number, unitName, officeId: office }
  const { data, error, refetch, isPlaceholderData } = useEndpointQuery(listPayable, { ...filters, cursor })
  const pages = usePages(search, data?.next)
  const filtered = number !== undefined || unitName !== undefined
  const offices = data?.offices ?? []
  const current = offices.find(({ id }) => id === data?.officeId)
  if (data === undefined && error !== null)
    return <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />
  return (
    <>
      <FilterBar
        values={{ number, unitName, office }}
        onSearch={(values) => {
          setTicked(new Set())
          put(values)
        }}
      >
        <TextField name="number" label={words('payouts.claim')} />
        <TextField name="unitName" label={words('payouts.unit')} />
        {(office !== undefined || offices.length > 1) && (
          <SelectField
            name="office"
            label={words('payouts.office')}
            empty={false}
            options={offices.map(({ id, name, count, sum }) => ({
              value: id,
              label: words('payouts.officeOf', { name, count: shownCount(count), sum: shownYuan(sum) }),
            }))}
          />
        )}
      </FilterBar>
      <section className="card" aria-label={words('payouts.tab.payable')}>
        {may && (
          <div className="bar payout-bar">
            <SelectField
              label={words('payouts.format')}
              empty={false}
              options={BANK_FORMAT_CODES.map((value) => ({ value, label: BANK_FORMAT_NAMES[value] }))}
              value={format}
              onChange={(event) => setFormat(oneOf(BANK_FORMAT_CODES, event.target.value) ?? format)}
            />
            {current && (
              <span className="quiet">
                {words('payouts.officeOf', {
                  name: current.name,
                  count: shownCount(current.count),
                  sum: shownYuan(current.sum),
                })}
              </span>
            )}
            <Button
              reason={ticked.size === 0 ? words('pool.tickFirst') : undefined}
              onClick={() => setMaking({ claims: [...ticked] })}
            >
              {words('payouts.previewSelected', { count: ticked.size })}
            </Button>
            <Button
              kind="primary"
              reason={data?.rows.length === 0 ? words('payouts.none') : undefined}
              onClick={() => setMaking({})}
            >
              {words('payouts.previewAll', { most: shownCount(MOST_LINES) })}
            </Button>
          </div>
        )}
        <DataTable
          label={words('payouts.tab.payable')}
          columns={columns}
          rows={data?.rows}
          stale={isPlaceholderData}
          rowKey={({ id }) => id}
          rowName={({ number: name }) => name}
          {...(may && { selection: { keys: ticked, onChange: setTicked } })}
          {...(may &&
            data?.rows.some(({ payeeDead }) => payeeDead) && {
              renderActions: (row: Row) =>
                row.payeeDead && (
                  <Button
                    kind="text"
                    aria-label={words('payouts.stopOf', { number: row.number })}
                    onClick={() => setStopping(row)}
                  >
                    {words('payouts.stop')}
                  </Button>
                ),
            })}
          empty={
            <EmptyState
              icon="check"
              title={words(filtered ? 'pool.nothingFound' : 'payouts.none')}
              text={words(filtered ? 'pool.otherFilters' : 'payouts.noneText')}
            />
          }
        />
        <Pagination {...pages} />
      </section>
      {stopping !== undefined && <StopPaymentDialog claim={stopping} onClose={() => setStopping(undefined)} />}
      {making !== undefined && (
        <MakeBatchDialog
          wanted={{
            ...(making.claims ? { officeId: data?.officeId ?? undefined } : filters),
            ...(making.claims && { claims: [...making.claims] }),
            format,
          }}
          onClose={() => setMaking(undefined)}
          onMade={() => setTicked(new Set())}
        />
      )}
    </>
  )
}
