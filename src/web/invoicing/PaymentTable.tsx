import type { ReactElement } from 'react'
import { shownYuan } from '../shared/shown.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import { DataTable, type Column } from '../ui/DataTable.tsx'
import { words } from '../words/words.ts'
import type { Invoicing } from './invoicing.ts'

type Payment = Invoicing['payments'][number]

const columns: readonly Column<Payment>[] = [
  { key: 'paidOn', head: words('invoicing.paidOn'), render: ({ paidOn }) => paidOn },
  { key: 'amount', head: words('invoicing.paidAmount'), render: ({ amount }) => shownYuan(amount), end: true },
  { key: 'payer', head: words('invoicing.payer'), render: ({ payer }) => payer, most: 18 },
  { key: 'reference', head: words('invoicing.bankReference'), render: ({ reference }) => reference },
  { key: 'at', head: words('invoicing.recordedAt'), render: ({ recordedAt }) => timeInWords(recordedAt) },
]

/** The money that came for an enrolment so far. */
export function PaymentTable({ invoicing }: { invoicing: Invoicing }): ReactElement {
  return (
    <section className="card short" aria-labelledby="payments">
      <div className="card-head">
        <h2 id="payments">{words('invoicing.paymentsSoFar')}</h2>
      </div>
      <DataTable
        label={words('invoicing.paymentsSoFar')}
        columns={columns}
        rows={invoicing.payments}
        rowKey={({ id }) => id}
        rowName={({ reference }) => reference}
        empty={<p className="card-body quiet">{words('invoicing.noPayment')}</p>}
      />
    </section>
  )
}
