import '../words/zh/payouts.ts'
import type { ReactElement } from 'react'
import { payAgain } from '../../contract/bank-returns.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { shownCount } from '../shared/shown.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { BatchDetail } from './batch-detail.ts'

type Props = {
  readonly batch: BatchDetail['batch']
  readonly failure: BatchDetail['failures'][number]
  readonly onClose: () => void
}

/** 再次支付: asks why the payee is right although the bank did not pay. */
export function PayAgainDialog({ batch: { id }, failure, onClose }: Props): ReactElement {
  const again = useCommand(payAgain, {
    refreshes: ['payouts'],
    onDone: ({ count }) => {
      toast(words('payouts.againDone', { count: shownCount(count) }))
      onClose()
    },
  })
  return (
    <ReasonDialog
      title={words('payouts.againTitle', { count: shownCount(failure.count) })}
      label={words('payouts.againReason')}
      action={words('payouts.again')}
      most={200}
      pending={again.pending}
      error={again.error === null ? undefined : sentenceOf(again.error)}
      onCancel={onClose}
      onConfirm={(reason) => again.run({ id, bankReason: failure.reason, reason })}
    >
      <p>{words('payouts.againText', { reason: failure.reason })}</p>
    </ReasonDialog>
  )
}
