import { lazy, Suspense, useState, type ReactElement } from 'react'
import { shownYuan } from '../shared/shown.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import { Button } from '../ui/Button.tsx'
import { DataTable, type Column } from '../ui/DataTable.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { words } from '../words/words.ts'
import type { Invoicing, Payment } from './invoicing.ts'

const ReversePaymentDialog = lazy(() =>
  import('./ReversePaymentDialog.tsx').then((file) => ({ default: file.ReversePaymentDialog })),
)

const columns: readonly Column<Payment>[] = [
  { key: 'paidOn', head: words('invoicing.paidOn'), render: ({ paidOn }) => paidOn },
  {
    key: 'amount',
    head: words('invoicing.paidAmount'),
    render: ({ amount, reversed }) => (reversed === null ? shownYuan(amount) : <s>{shownYuan(amount)}</s>),
    end: true,
  },
  { key: 'payer', head: words('invoicing.payer'), render: ({ payer }) => payer, most: 18 },
  { key: 'reference', head: words('invoicing.bankReference'), render: ({ reference }) => reference },
  { key: 'at', head: words('invoicing.recordedAt'), render: ({ recordedAt }) => timeInWords(recordedAt) },
]
/** Why payments were taken back, below the table: a column of its own would be out of sight. */
function Reversals({ payments }: { payments: readonly Payment[] }): ReactElement {
  return (
    <ul className="card-body quiet reversals">
      {payments.map(({ id, reference, reversed }) =>
        reversed === null ? null : (
          <li key={id}>
            {words('invoicing.reversedBecause', { reference, time: timeInWords(reversed.at), reason: reversed.reason })}
          </li>
        ),
      )}
    </ul>
  )
}

/** The money that came for an enrolment so far; what was recorded wrongly can be taken back before 到账确认. */
export function PaymentTable({ invoicing }: { invoicing: Invoicing }): ReactElement {
  const { state, holder, payments } = invoicing
  const [reversing, setReversing] = useState<Payment>()
  const open = state === 'payment'
  const anyReversed = payments.some(({ reversed }) => reversed !== null)
  const renderActions = (payment: Payment) => {
    if (payment.reversed !== null) return <StateTag tone="ended" label={words('invoicing.reversed')} />
    if (!open) return null
    return (
      <Button
        kind="text"
        danger
        reason={holder?.mine === true ? undefined : words('invoicing.takeFirst')}
        onClick={() => setReversing(payment)}
      >
        {words('invoicing.reverse')}
      </Button>
    )
  }
  return (
    <section className="card short" aria-labelledby="payments">
      <div className="card-head">
        <h2 id="payments">{words('invoicing.paymentsSoFar')}</h2>
      </div>
      <DataTable
        label={words('invoicing.paymentsSoFar')}
        columns={columns}
        rows={payments}
        rowKey={({ id }) => id}
        rowName={({ reference }) => reference}
        {...((open || anyReversed) && { renderActions })}
        empty={<p className="card-body quiet">{words('invoicing.noPayment')}</p>}
      />
      {anyReversed && <Reversals payments={payments} />}
      {reversing !== undefined && (
        <Suspense fallback={null}>
          <ReversePaymentDialog invoicing={invoicing} payment={reversing} onClose={() => setReversing(undefined)} />
        </Suspense>
      )}
    </section>
  )
}
