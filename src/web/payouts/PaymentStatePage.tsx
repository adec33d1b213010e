import '../words/zh/payouts.ts'
import { useParams } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { PageHead } from '../shared/PageHead.tsx'
import { words } from '../words/words.ts'
import { PaymentState } from './PaymentState.tsx'

/** 支付情况 of one claim, for its unit and for officers. */
export function PaymentStatePage(): ReactElement {
  const { id } = useParams({ from: '/inside/claims/$id/payment' })
  return (
    <div className="page">
      <PageHead title={words('payouts.stateTitle')} />
      <PaymentState claimId={id} />
    </div>
  )
}
