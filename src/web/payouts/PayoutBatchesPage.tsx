import '../words/zh/payouts.ts'
import '../words/zh/pool.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, type ReactElement } from 'react'
import { holdsAny, useSession } from '../accounts/session.ts'
import { oneOf } from '../shared/list-search.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { words } from '../words/words.ts'
import './payouts.css'

const PayableTab = lazy(() => import('./PayableTab.tsx').then((file) => ({ default: file.PayableTab })))
const BatchesTab = lazy(() => import('./BatchesTab.tsx').then((file) => ({ default: file.BatchesTab })))
const FailedList = lazy(() => import('./FailedList.tsx').then((file) => ({ default: file.FailedList })))
const LedgerTab = lazy(() => import('./LedgerTab.tsx').then((file) => ({ default: file.LedgerTab })))

const TABS = ['payable', 'batches', 'failed', 'ledger'] as const

/** 支付批次: what waits for payment, the batches, what failed, and the ledger. */
export function PayoutBatchesPage(): ReactElement {
  const session = useSession()
  const navigate = useNavigate()
  const search = useSearch({ from: '/inside/payout-batches' })
  const sees = holdsAny(session, ['payout-making', 'payout-release', 'audit'])
  const first = holdsAny(session, ['payout-making']) ? 'payable' : sees ? 'batches' : 'ledger'
  const tab = oneOf(TABS, search.tab) ?? first
  const shown = sees ? TABS : (['ledger'] as const)
  return (
    <div className="page">
      <PageHead title={words('menu.payoutBatches')} text={words('payouts.text')} />
      <Tabs
        label={words('menu.payoutBatches')}
        current={tab}
        onChange={(next) => void navigate({ to: '.', search: { tab: next } as never })}
        items={shown.map((key) => ({ key, label: words(`payouts.tab.${key}`) }))}
      />
      <Suspense fallback={<Skeleton lines={10} />}>
        {tab === 'payable' && <PayableTab search={{ ...search, tab }} />}
        {tab === 'batches' && <BatchesTab search={{ ...search, tab }} />}
        {tab === 'failed' && <FailedList search={{ ...search, tab }} />}
        {tab === 'ledger' && <LedgerTab search={{ ...search, tab }} />}
      </Suspense>
    </div>
  )
}
