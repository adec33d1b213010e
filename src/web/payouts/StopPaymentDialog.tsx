import '../words/zh/payouts.ts'
import type { ReactElement } from 'react'
import { stopPayment } from '../../contract/payouts.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { ConfirmDialog } from '../ui/Dialog.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'

type Props = { readonly claim: { readonly id: string; readonly number: string }; readonly onClose: () => void }

/** 停止支付: asks before a claim goes back to its unit because who was to be paid has died. */
export function StopPaymentDialog({ claim: { id, number }, onClose }: Props): ReactElement {
  const stop = useCommand(stopPayment, {
    refreshes: ['payouts'],
    onDone: () => {
      toast(words('payouts.stoppedDone', { number }))
      onClose()
    },
  })
  return (
    <ConfirmDialog
      title={words('payouts.stopTitle', { number })}
      action={words('payouts.stop')}
      danger
      pending={stop.pending}
      error={stop.error === null ? undefined : sentenceOf(stop.error)}
      onCancel={onClose}
      onConfirm={() => stop.run({ id })}
    >
      <p>{words('payouts.stopText')}</p>
    </ConfirmDialog>
  )
}
