import '../words/zh/invoicing.ts'
import { useState, type ReactElement } from 'react'
import { getInvoicing } from '../../contract/invoicing.ts'
import { recordPayment } from '../../contract/payments.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { today } from '../shared/today.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { useSchemaForm } from '../shared/use-schema-form.ts'
import { Button } from '../ui/Button.tsx'
import { DateField } from '../ui/DateField.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { MoneyField } from '../ui/MoneyField.tsx'
import { Notice } from '../ui/Notice.tsx'
import { TextField } from '../ui/TextField.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import { missingOf, type Invoicing } from './invoicing.ts'

/** Money that came: date, amount, payer and the bank's reference; partial sums add up. */
export function RecordPayment({ invoicing }: { invoicing: Invoicing }): ReactElement {
  const { id, due, paid, unitName, holder } = invoicing
  const missing = missingOf(due, paid)
  const [latest] = useState(today)
  const form = useSchemaForm(recordPayment.input, {
    values: { id, paidOn: latest, amount: missing === '0.00' ? '' : missing, payer: unitName, reference: '' },
    labels: {
      paidOn: words('invoicing.paidOn'),
      amount: words('invoicing.paidAmount'),
      payer: words('invoicing.payer'),
      reference: words('invoicing.bankReference'),
    },
    messages: { paidOn: words('ui.dateWrong'), amount: words('ui.amountWrong') },
    check: ({ paidOn }) => (paidOn > latest ? { paidOn: words('invoicing.inFuture') } : {}),
  })
  const record = useCommand(recordPayment, {
    refreshes: [getInvoicing, 'enrolment'],
    onDone: () => toast(words('invoicing.recorded')),
    onFailed: form.showFailure,
  })
  return (
    <form className="card card-body stack" noValidate onSubmit={form.submit(record.run)}>
      <h2>{words('invoicing.record')}</h2>
      <ErrorSummary lines={form.lines} attempt={form.attempt} />
      {record.error !== null && !record.pending && (
        <Notice tone="danger" live>
          {sentenceOf(record.error)}
        </Notice>
      )}
      <div className="form-grid">
        <DateField {...form.field('paidOn')} required latest={latest} />
        <MoneyField {...form.field('amount')} required />
        <TextField {...form.field('payer')} required />
        <TextField {...form.field('reference')} required hint={words('invoicing.referenceOnce')} />
      </div>
      <div className="row row-end">
        <Button
          type="submit"
          pending={record.pending}
          reason={holder?.mine === true ? undefined : words('invoicing.takeFirst')}
        >
          {words('invoicing.recordAct')}
        </Button>
      </div>
    </form>
  )
}
