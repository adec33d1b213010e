import '../words/zh/payouts.ts'
import { useState, type ReactElement } from 'react'
import { requestReversal } from '../../contract/bank-returns.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { shownYuan } from '../shared/shown.ts'
import { dayInWords } from '../shared/time-in-words.ts'
import { today } from '../shared/today.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { useSchemaForm } from '../shared/use-schema-form.ts'
import { Button } from '../ui/Button.tsx'
import { CancelButton } from '../ui/CancelButton.tsx'
import { DateField } from '../ui/DateField.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Notice } from '../ui/Notice.tsx'
import { TextField } from '../ui/TextField.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { BatchDetail, BatchLine } from './batch-detail.ts'

type Props = {
  readonly batch: BatchDetail['batch']
  readonly line: BatchLine
  readonly onClose: () => void
}

/** 登记退汇: when and under which reference the bank gave the money back. */
export function ReversalDialog({ batch, line, onClose }: Props): ReactElement {
  const [latest] = useState(today)
  const form = useSchemaForm(requestReversal.input, {
    values: { id: batch.id, lineId: line.id, returnedOn: latest, reference: '', reason: '' },
    labels: {
      returnedOn: words('payouts.returnedOn'),
      reference: words('payouts.returnedReference'),
      reason: words('payouts.reversalReason'),
    },
    messages: { returnedOn: words('ui.dateWrong') },
  })
  const request = useCommand(requestReversal, {
    refreshes: ['payouts'],
    onDone: () => {
      toast(words('payouts.reversalRequested'))
      onClose()
    },
    onFailed: form.showFailure,
  })
  const { number, amount } = line
  const { releasedAt } = batch
  return (
    <Dialog
      title={words('payouts.reversalTitle', { number, amount: shownYuan(amount) })}
      pending={request.pending}
      onClose={onClose}
    >
      <form className="stack" noValidate onSubmit={form.submit(request.run)}>
        <p>{words('payouts.reversalText')}</p>
        <ErrorSummary lines={form.lines} attempt={form.attempt} />
        {request.error !== null && !request.pending && (
          <Notice tone="danger" live>
            {sentenceOf(request.error)}
          </Notice>
        )}
        <DateField
          {...form.field('returnedOn')}
          required
          latest={latest}
          {...(releasedAt !== null && { earliest: dayInWords(releasedAt) })}
        />
        <TextField {...form.field('reference')} required maxLength={60} data-autofocus />
        <TextField {...form.field('reason')} required maxLength={200} />
        <div className="row-end">
          <CancelButton pending={request.pending} onClick={onClose} />
          <Button type="submit" kind="primary" pending={request.pending}>
            {words('payouts.reversal')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
