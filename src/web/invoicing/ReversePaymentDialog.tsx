import '../words/zh/invoicing.ts'
import type { ReactElement } from 'react'
import { getInvoicing } from '../../contract/invoicing.ts'
import { reversePayment } from '../../contract/payments.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { shownYuan } from '../shared/shown.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { Invoicing, Payment } from './invoicing.ts'

type Props = { readonly invoicing: Invoicing; readonly payment: Payment; readonly onClose: () => void }

/** 冲销 of a payment that was recorded wrongly, with the reason that stays beside it. */
export function ReversePaymentDialog({ invoicing: { id }, payment, onClose }: Props): ReactElement {
  const { id: paymentId, amount, reference } = payment
  const command = useCommand(reversePayment, {
    refreshes: [getInvoicing, 'enrolment'],
    onDone: () => {
      toast(words('invoicing.reversedNow', { reference }))
      onClose()
    },
  })
  return (
    <ReasonDialog
      title={words('invoicing.reverseTitle', { reference, amount: shownYuan(amount) })}
      label={words('invoicing.reverseReason')}
      most={200}
      action={words('invoicing.reverse')}
      danger
      pending={command.pending}
      error={command.error === null ? undefined : sentenceOf(command.error)}
      onCancel={onClose}
      onConfirm={(reason) => command.run({ id, paymentId, reason })}
    >
      <p>{words('invoicing.reverseText')}</p>
    </ReasonDialog>
  )
}
