import '../words/zh/invoicing.ts'
import { useState, type ReactElement } from 'react'
import { getInvoicing, reversePayment } from '../../contract/invoicing.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { shownYuan } from '../shared/shown.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { ConfirmDialog } from '../ui/Dialog.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { Invoicing, Payment } from './invoicing.ts'

type Props = { readonly invoicing: Invoicing; readonly payment: Payment; readonly onClose: () => void }

/** 冲销 of a payment that was recorded wrongly, with the reason that stays beside it. */
export function ReversePaymentDialog({ invoicing: { id }, payment, onClose }: Props): ReactElement {
  const { id: paymentId, amount, reference } = payment
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const command = useCommand(reversePayment, {
    refreshes: [getInvoicing, 'enrolment'],
    onDone: () => {
      toast(words('invoicing.reversedNow', { reference }))
      onClose()
    },
  })
  const text = reason.replace(/\s+/g, ' ').trim()
  return (
    <ConfirmDialog
      title={words('invoicing.reverseTitle', { reference, amount: shownYuan(amount) })}
      action={words('invoicing.reverse')}
      danger
      pending={command.pending}
      error={command.error === null ? undefined : sentenceOf(command.error)}
      onCancel={onClose}
      onConfirm={() => (text === '' ? setTried(true) : command.run({ id, paymentId, reason: text }))}
    >
      <p>{words('invoicing.reverseText')}</p>
      <TextArea
        label={words('invoicing.reverseReason')}
        required
        maxLength={200}
        error={tried && text === '' ? words('form.fill') : undefined}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </ConfirmDialog>
  )
}
