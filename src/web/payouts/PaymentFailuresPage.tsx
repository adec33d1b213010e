import '../words/zh/payouts.ts'
import '../words/zh/pool.ts'
import { useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { PageHead } from '../shared/PageHead.tsx'
import { words } from '../words/words.ts'
import { FailedList } from './FailedList.tsx'
import './payouts.css'

/** 支付失败 on the unit's side: what has to be corrected so that the money arrives. */
export function PaymentFailuresPage(): ReactElement {
  const search = useSearch({ from: '/inside/payment-failures' })
  return (
    <div className="page">
      <PageHead title={words('menu.paymentFailures')} text={words('payouts.failedText')} />
      <FailedList search={search} />
    </div>
  )
}
