import '../words/zh/payees.ts'
import '../words/zh/payouts.ts'
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState, type ReactElement } from 'react'
import { openPayee } from '../../contract/payout-payees.ts'
import { CLAIM_KIND_NAMES } from '../../contract/words/claim-words.ts'
import { CLAIM_STATE_WORDS } from '../../contract/words/states.ts'
import type { Payee } from '../../domain/claims/claim-entry.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { shownYuan } from '../shared/shown.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import { useOpened } from '../shared/use-opened.ts'
import { LinkButton } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { words } from '../words/words.ts'
import './payouts.css'

const PayeeForm = lazy(() => import('./PayeeForm.tsx').then((file) => ({ default: file.PayeeForm })))

function becauseOf({ cameBack, stopped }: { cameBack: boolean; stopped: boolean }) {
  if (stopped) return 'payouts.stoppedBecause'
  return cameBack ? 'payees.cameBackBecause' : 'payees.failedBecause'
}

/** 更正领款人 of one claim. Opening it is journaled, so it is opened once and not again on every focus. */
export function PayeePage(): ReactElement {
  const { id } = useParams({ from: '/inside/claims/$id/payee' })
  const { data, error, refetch } = useOpened(openPayee, { id })
  const [stale, setStale] = useState<{ readonly error: Error; readonly typed: Payee; readonly version: number }>()
  return (
    <div className="page">
      <PageHead
        title={words('payees.title')}
        object={data?.number}
        text={
          data &&
          [CLAIM_KIND_NAMES[data.kind], data.planName, `${shownYuan(data.amount)}${words('ui.yuan')}`].join(' · ')
        }
        actions={<LinkButton to="/payment-failures">{words('payees.toFailed')}</LinkButton>}
      />
      {data === undefined && error === null && <Skeleton lines={10} />}
      {data === undefined && error !== null && <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />}
      {data !== undefined && data.state !== 'payment-failed' && (
        <Notice>{words('payees.notFailed', { state: CLAIM_STATE_WORDS[data.state] })}</Notice>
      )}
      {data !== undefined && data.state === 'payment-failed' && (
        <>
          <Notice tone="danger">
            <p>
              {words(becauseOf(data), { reason: data.reason })}
              {data.failedAt !== null && <span className="quiet"> {timeInWords(data.failedAt)}</span>}
            </p>
            {data.returned !== null && (
              <p>
                <b>{words('payouts.returnedBecause', { reason: data.returned.reason })}</b>
              </p>
            )}
          </Notice>
          {stale && stale.version !== data.version && (
            <Notice tone="danger" live>
              <p>{sentenceOf(stale.error)}</p>
              <p>{words('payees.typedKept')}</p>
            </Notice>
          )}
          <Suspense fallback={<Skeleton lines={10} />}>
            <PayeeForm
              key={data.version}
              opened={data}
              typed={stale?.typed}
              onStale={(refused, typed) => {
                setStale({ error: refused, typed, version: data.version })
                void refetch()
              }}
            />
          </Suspense>
        </>
      )}
    </div>
  )
}
