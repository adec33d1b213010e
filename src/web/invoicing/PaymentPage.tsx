import '../words/zh/enrolment.ts'
import '../words/zh/invoicing.ts'
import '../words/zh/plans.ts'
import '../words/zh/pool.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState, type ReactElement } from 'react'
import { getInvoicing } from '../../contract/invoicing.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { queryKeyOf, useEndpointQuery } from '../shared/use-endpoint.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { words } from '../words/words.ts'
import { ConfirmPayment } from './ConfirmPayment.tsx'
import { DuePlans } from './DuePlans.tsx'
import type { Invoicing } from './invoicing.ts'
import { LastDayToConfirm } from './LastDayToConfirm.tsx'
import { PaymentTable } from './PaymentTable.tsx'
import './invoicing.css'

// What is rarely opened need not wait for the page.
const ReturnInvoicesDialog = lazy(() =>
  import('./ReturnInvoicesDialog.tsx').then((file) => ({ default: file.ReturnInvoicesDialog })),
)

const PaymentHold = lazy(() => import('./PaymentHold.tsx').then((file) => ({ default: file.PaymentHold })))
const RecordPayment = lazy(() => import('./RecordPayment.tsx').then((file) => ({ default: file.RecordPayment })))
const InvoiceFiles = lazy(() => import('./InvoiceFiles.tsx').then((file) => ({ default: file.InvoiceFiles })))
const VoidedInvoices = lazy(() => import('./VoidedInvoices.tsx').then((file) => ({ default: file.VoidedInvoices })))

/** Asked for again while an invoice file is on its way to the unit, and now and then because a hold ends by itself. */
function useMoney(id: string) {
  const known = useQueryClient().getQueryData<Invoicing>(queryKeyOf(getInvoicing, { id }))
  const sending = known?.invoices.some(({ files }) => files.some(({ progress }) => progress === 'under-way')) === true
  return useEndpointQuery(getInvoicing, { id }, { every: sending ? 3_000 : 60_000 })
}

/** 到账确认 of one enrolment: money that came, invoice files, and the confirmation that makes the covers. */
export function PaymentPage(): ReactElement {
  const { id } = useParams({ from: '/inside/payments/$id' })
  const { data, error, refetch } = useMoney(id)
  const [returning, setReturning] = useState(false)
  const open = data?.state === 'payment'
  const mine = data?.holder?.mine === true
  return (
    <div className="page">
      <PageHead
        title={words('menu.payments')}
        {...(data && { object: data.number })}
        text={data?.unitName}
        actions={
          <>
            <LinkButton to="/enrolments/$id" params={{ id }}>
              {words('invoicing.seeEnrolment')}
            </LinkButton>
            {open && (
              <Button
                danger
                reason={
                  data.payments.some(({ reversed }) => reversed === null)
                    ? words('invoicing.moneyCame')
                    : mine
                      ? undefined
                      : words('invoicing.takeFirst')
                }
                onClick={() => setReturning(true)}
              >
                {words('invoicing.return')}
              </Button>
            )}
          </>
        }
      />
      {data === undefined && error === null && <Skeleton lines={8} />}
      {data === undefined && error !== null && <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />}
      {open && !mine && (
        <Suspense fallback={null}>
          <PaymentHold invoicing={data} />
        </Suspense>
      )}
      {data !== undefined && <LastDayToConfirm invoicing={data} />}
      {data !== undefined && (
        <div className="beside">
          <div className="stack">
            <PaymentTable invoicing={data} />
            {open && (
              <Suspense fallback={<Skeleton lines={3} />}>
                <RecordPayment key={data.paid} invoicing={data} />
              </Suspense>
            )}
            <DuePlans invoicing={data} />
            <Suspense fallback={<Skeleton lines={3} />}>
              <InvoiceFiles invoicing={data} />
            </Suspense>
            {data.voided.length > 0 && (
              <Suspense fallback={null}>
                <VoidedInvoices invoicing={data} />
              </Suspense>
            )}
          </div>
          <aside className="stack">
            <ConfirmPayment invoicing={data} />
          </aside>
        </div>
      )}
      {data !== undefined && returning && (
        <Suspense fallback={null}>
          <ReturnInvoicesDialog invoicing={data} onClose={() => setReturning(false)} />
        </Suspense>
      )}
    </div>
  )
}
