import '../words/zh/enrolment.ts'
import '../words/zh/invoicing.ts'
import '../words/zh/plans.ts'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, type ReactElement } from 'react'
import { getInvoicing } from '../../contract/invoicing.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { words } from '../words/words.ts'
import { DuePlans } from './DuePlans.tsx'
import { InvoiceTable } from './InvoiceTable.tsx'
import { LastDayToConfirm } from './LastDayToConfirm.tsx'
import { PayHere } from './PayHere.tsx'
import { proposalsOf, type Invoicing } from './invoicing.ts'
import { SubmitInvoices } from './SubmitInvoices.tsx'
import './invoicing.css'

const VoidedInvoices = lazy(() => import('./VoidedInvoices.tsx').then((file) => ({ default: file.VoidedInvoices })))
const InvoiceDialog = lazy(() => import('./InvoiceDialog.tsx').then((file) => ({ default: file.InvoiceDialog })))

/** The settlement day, explained before it comes and after it has passed. */
function SettlementNotice({ invoicing }: { invoicing: Invoicing }): ReactElement {
  const { settlementDay: day, monthClosed, invoiceDate } = invoicing
  return (
    <Notice tone={monthClosed ? 'warning' : 'info'}>
      {monthClosed
        ? words('invoicing.monthClosed', { day, date: invoiceDate })
        : words('invoicing.monthOpen', { day, date: invoiceDate })}
    </Notice>
  )
}

function Detail({ invoicing }: { invoicing: Invoicing }): ReactElement {
  const { id, state, invoices, returnReason } = invoicing
  const navigate = useNavigate()
  const { invoice: open, plan } = useSearch({ from: '/inside/invoices/$id' })
  const show = (search: { invoice?: string; plan?: string }) => void navigate({ to: '.', search })
  const editable = state === 'invoicing'
  const proposals = editable ? proposalsOf(invoicing) : []
  return (
    <>
      {returnReason !== null && (
        <Notice tone="danger">{words('invoicing.returnedBecause', { reason: returnReason })}</Notice>
      )}
      {editable && <SettlementNotice invoicing={invoicing} />}
      {state === 'payment' && <Notice tone="ok">{words('invoicing.submittedText')}</Notice>}
      <LastDayToConfirm invoicing={invoicing} />
      <div className="beside">
        <div className="stack">
          <DuePlans invoicing={invoicing} />
          <InvoiceTable
            invoicing={invoicing}
            proposals={proposals}
            editable={editable}
            onNew={() => show({ invoice: 'new' })}
            onChange={(invoice) => show({ invoice })}
            onPropose={(plan) => show({ invoice: 'new', plan })}
          />
          {invoicing.voided.length > 0 && (
            <Suspense fallback={null}>
              <VoidedInvoices invoicing={invoicing} />
            </Suspense>
          )}
        </div>
        <aside className="stack">
          <PayHere invoicing={invoicing} />
        </aside>
      </div>
      {editable && <SubmitInvoices invoicing={invoicing} proposals={proposals} />}
      {editable && open !== undefined && (
        <Suspense fallback={null}>
          <InvoiceDialog
            key={`${id} ${open}`}
            invoicing={invoicing}
            invoice={invoices.find((invoice) => invoice.id === open)}
            planCode={plan}
            onClose={() => show({})}
          />
        </Suspense>
      )}
    </>
  )
}

/** 开票信息详情: what is due, what is on invoices, where to pay, and 【提交】. */
export function InvoicingPage(): ReactElement {
  const { id } = useParams({ from: '/inside/invoices/$id' })
  const { data, error, refetch } = useEndpointQuery(getInvoicing, { id })
  return (
    <div className="page">
      <PageHead title={words('menu.invoices')} {...(data && { object: data.number })} text={data?.unitName} />
      {data === undefined && error === null && <Skeleton lines={8} />}
      {data === undefined && error !== null && <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />}
      {data !== undefined && <Detail invoicing={data} />}
    </div>
  )
}
