import '../words/zh/payouts.ts'
import '../words/zh/pool.ts'
import { useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, type ReactElement } from 'react'
import { getBatch } from '../../contract/payout-batches.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { timeInWords } from '../shared/time-in-words.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { LinkButton } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { FlowLine } from '../ui/FlowLine.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { words } from '../words/words.ts'
import { BatchActions } from './BatchActions.tsx'
import { BatchFailures } from './BatchFailures.tsx'
import { BatchFacts } from './BatchFacts.tsx'
import { BatchFile } from './BatchFile.tsx'
import { BatchLines } from './BatchLines.tsx'
import './payouts.css'

const BatchReturns = lazy(() => import('./BatchReturns.tsx').then((file) => ({ default: file.BatchReturns })))

const STEPS = ['draft', 'released', 'partly-answered', 'done'] as const

/** One batch: its lines, who made and released it, the file for the bank, and what the bank answered. */
export function PayoutBatchPage(): ReactElement {
  const { id } = useParams({ from: '/inside/payout-batches/$id' })
  const search = useSearch({ from: '/inside/payout-batches/$id' })
  const { data, error, refetch } = useEndpointQuery(getBatch, { id })
  const at = STEPS.findIndex((step) => step === data?.batch.state)
  return (
    <div className="page">
      <PageHead
        title={words('menu.payoutBatches')}
        object={data?.batch.number}
        text={data?.batch.officeName}
        actions={
          <>
            <LinkButton to="/payout-batches" search={{ tab: 'batches' }}>
              {words('payouts.tab.batches')}
            </LinkButton>
            {data && <BatchActions detail={data} />}
          </>
        }
      />
      {data === undefined && error === null && <Skeleton lines={10} />}
      {data === undefined && error !== null && <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <>
          {data.voided === null ? (
            <FlowLine
              label={words('payouts.flow')}
              nodes={STEPS.map((step) => words(`payouts.step.${step}`))}
              current={data.batch.state === 'done' ? STEPS.length : at}
            />
          ) : (
            <Notice tone="warning">
              {words('payouts.voided', {
                by: data.voided.by,
                at: timeInWords(data.voided.at),
                reason: data.voided.reason,
              })}
            </Notice>
          )}
          <div className="beside">
            <div className="stack">
              <BatchLines detail={data} search={search} />
              {data.file !== null && (
                <Suspense fallback={<Skeleton lines={4} />}>
                  <BatchReturns detail={data} />
                </Suspense>
              )}
            </div>
            <aside className="stack">
              <BatchFacts detail={data} />
              {data.failures.length > 0 && <BatchFailures detail={data} />}
              {data.file !== null && <BatchFile detail={data} />}
            </aside>
          </div>
        </>
      )}
    </div>
  )
}
