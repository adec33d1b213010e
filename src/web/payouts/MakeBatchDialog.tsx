import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import { makeBatch, previewBatch } from '../../contract/payouts.ts'
import { BATCH_FLAG_WORDS, orderFaultSentence } from '../../contract/words/payout-words.ts'
import { BATCH_FLAGS } from '../../domain/payouts/batch-flags.ts'
import { MOST_LINES } from '../../domain/payouts/batch-workflow.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { shownCount, shownYuan } from '../shared/shown.ts'
import { useCommand, useEndpointQuery } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { CancelButton } from '../ui/CancelButton.tsx'
import { DataTable, type Column } from '../ui/DataTable.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { toast } from '../ui/Toast.tsx'
import { listOf, words } from '../words/words.ts'
import { Flags } from './Flags.tsx'

type Preview = OutputOf<typeof previewBatch>
type Line = Preview['lines'][number]

/** Why a claim cannot be in the batch, where it cannot. */
export function reasonAgainst({ decidedByMe, payeeDead, faults }: Line): string | undefined {
  const [fault] = faults
  if (decidedByMe) return words('payouts.decidedHint')
  if (payeeDead) return words('payouts.payeeDeadHint')
  return fault && orderFaultSentence(fault)
}

const columns: readonly Column<Line>[] = [
  { key: 'number', head: words('payouts.claim'), render: ({ number }) => number },
  {
    key: 'flags',
    head: words('payouts.flags'),
    render: (line) => {
      const reason = reasonAgainst(line)
      return reason === undefined ? (
        <Flags flags={line.flags} />
      ) : (
        <span className="late" title={reason}>
          {words('payouts.leftOut', { reason })}
        </span>
      )
    },
    most: 24,
  },
  { key: 'payee', head: words('payouts.payee'), render: ({ payeeName }) => payeeName },
  { key: 'card', head: words('payouts.card'), render: ({ cardTail }) => words('payouts.tail', { tail: cardTail }) },
  { key: 'amount', head: words('payouts.amount'), render: ({ amount }) => shownYuan(amount), end: true },
  { key: 'unit', head: words('payouts.unit'), render: ({ unitName }) => unitName, most: 12 },
]

/** More of them are only counted. */
const MOST_NAMED = 10

type Props = {
  readonly wanted: InputOf<typeof previewBatch>
  readonly onClose: () => void
  readonly onMade: () => void
}

function PreviewText({ preview }: { preview: Preview }): ReactElement {
  const { more, account, accountProblem, leftOut, gone, flagged } = preview
  const counts = BATCH_FLAGS.flatMap((flag) =>
    flagged[flag] === 0
      ? []
      : [words('payouts.flagCount', { flag: BATCH_FLAG_WORDS[flag], count: shownCount(flagged[flag]) })],
  )
  return (
    <>
      {account.number === '' ? (
        <Notice tone="danger">{words('payouts.noAccount')}</Notice>
      ) : (
        <dl className="facts">
          <div>
            <dt>{words('payouts.payFrom')}</dt>
            <dd>{[account.name, account.bank, account.number].join(' · ')}</dd>
          </div>
        </dl>
      )}
      {accountProblem !== null && (
        <Notice tone="danger">{words('payouts.accountProblem', { problem: accountProblem })}</Notice>
      )}
      {leftOut > 0 && <Notice tone="warning">{words('payouts.leftOutCount', { count: leftOut })}</Notice>}
      {gone.length > 0 && (
        <Notice tone="warning">
          <p>{words('payouts.goneCount', { count: shownCount(gone.length) })}</p>
          <ul>
            {gone.slice(0, MOST_NAMED).map(({ number, batch }) => (
              <li key={number}>
                {batch === null
                  ? words('payouts.goneNotPayable', { number })
                  : words('payouts.goneInBatch', { number, batch })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {more && <Notice>{words('payouts.previewMore', { most: shownCount(MOST_LINES) })}</Notice>}
      <Notice tone={counts.length > 0 ? 'warning' : 'ok'}>
        {counts.length > 0 ? listOf(counts) : words('payouts.flaggedNone')}
      </Notice>
    </>
  )
}

/** 编制: what the batch would hold, which cards to look at, and what it leaves out. */
export function MakeBatchDialog({ wanted, onClose, onMade }: Props): ReactElement {
  const navigate = useNavigate()
  const { data, error, refetch } = useEndpointQuery(previewBatch, wanted)
  const make = useCommand(makeBatch, {
    refreshes: ['payouts'],
    onDone: ({ id, number }) => {
      toast(words('payouts.made', { number }))
      onMade()
      void navigate({ to: '/payout-batches/$id', params: { id }, search: {} })
    },
  })
  const { officeId, claims, sum } = data ?? { officeId: null, claims: [], sum: '0.00' }
  const reason =
    claims.length === 0
      ? words('payouts.previewEmpty')
      : data?.account.number === ''
        ? words('payouts.noAccount')
        : typeof data?.accountProblem === 'string'
          ? words('payouts.accountProblem', { problem: data.accountProblem })
          : undefined
  return (
    <Dialog
      title={words('payouts.previewTitle', { count: shownCount(claims.length), sum: shownYuan(sum) })}
      size="large"
      pending={make.pending}
      onClose={onClose}
      foot={
        <>
          <CancelButton first pending={make.pending} onClick={onClose} />
          <Button
            kind="primary"
            pending={make.pending}
            reason={reason}
            onClick={() => officeId !== null && make.run({ officeId, format: wanted.format, claims })}
          >
            {words('payouts.make')}
          </Button>
        </>
      }
    >
      <div className="stack">
        {make.error !== null && !make.pending && (
          <Notice tone="danger" live>
            {sentenceOf(make.error)}
          </Notice>
        )}
        {data === undefined && error === null && <Skeleton lines={8} />}
        {data === undefined && error !== null && <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />}
        {data !== undefined && <PreviewText preview={data} />}
        {data !== undefined && data.claims.length + data.leftOut > data.lines.length && (
          <p className="quiet">{words('payouts.previewFirst', { count: data.lines.length })}</p>
        )}
        {data !== undefined && (
          <div className="payout-preview">
            <DataTable
              label={words('payouts.lines')}
              columns={columns}
              rows={data.lines}
              rowKey={({ id }) => id}
              rowName={({ number }) => number}
              empty={<EmptyState icon="check" heading="h3" title={words('payouts.previewEmpty')} />}
            />
          </div>
        )}
      </div>
    </Dialog>
  )
}
