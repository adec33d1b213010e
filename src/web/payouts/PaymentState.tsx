import '../words/zh/payouts.ts'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { OutputOf } from '../../contract/endpoint.ts'
import { getPaymentState } from '../../contract/payout-payees.ts'
import { LINE_STATE_WORDS } from '../../contract/words/payout-words.ts'
import { isUnitSide, useSession } from '../accounts/session.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { shownYuan } from '../shared/shown.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { LinkButton } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { words } from '../words/words.ts'
import './payouts.css'

type Payment = OutputOf<typeof getPaymentState>['payments'][number]

function sentenceFor({ state, amount: fen, cardTail: tail, reason, batchNumber }: Payment): string {
  const amount = shownYuan(fen)
  if (state === 'paid') return words('payouts.statePaid', { amount, tail })
  if (state === 'failed') return words('payouts.stateFailed', { amount, tail, reason })
  if (state === 'reversed') return words('payouts.stateReversed', { amount, tail, reason })
  return words('payouts.stateInBatch', { batch: batchNumber ?? '', amount, state: LINE_STATE_WORDS[state] })
}

/** 支付情况 of a claim, for its unit and for officers: what was paid, failed or came back, and what to do. */
export function PaymentState({ claimId }: { claimId: string }): ReactElement | null {
  const unit = isUnitSide(useSession())
  const { data, error, refetch } = useEndpointQuery(getPaymentState, { id: claimId })
  if (data === undefined && error === null) return <Skeleton lines={2} />
  if (data === undefined) return <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />
  const { state, payments, stopped, correction } = data
  const isStopped = stopped !== null && state === 'payment-failed'
  return (
    <section className="card card-body" aria-labelledby="payment-state">
      <h2 id="payment-state">{words('payouts.stateTitle')}</h2>
      {payments.length === 0 && !isStopped && (
        <p className="quiet">{words(state === 'payable' ? 'payouts.stateWaiting' : 'payouts.stateNone')}</p>
      )}
      {isStopped && <p className="late">{words('payouts.stoppedBecause', { reason: stopped.reason })}</p>}
      {correction?.state === 'pending' && <p>{words('payouts.correctionPending')}</p>}
      {correction?.state === 'returned' && state === 'payment-failed' && (
        <p className="late">{words('payouts.returnedBecause', { reason: correction.reason })}</p>
      )}
      <ul className="payout-returns">
        {payments.map((payment) => (
          <li key={`${payment.at} ${payment.state} ${payment.batchId ?? ''}`}>
            <time className="quiet" dateTime={payment.at}>
              {timeInWords(payment.at)}
            </time>{' '}
            {sentenceFor(payment)}{' '}
            {payment.batchId !== null && (
              <Link to="/payout-batches/$id" params={{ id: payment.batchId }} search={{}}>
                {payment.batchNumber}
              </Link>
            )}
          </li>
        ))}
      </ul>
      {unit && state === 'payment-failed' && (
        <LinkButton kind="primary" to="/claims/$id/payee" params={{ id: claimId }}>
          {words('payouts.correct')}
        </LinkButton>
      )}
    </section>
  )
}
