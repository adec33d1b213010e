import '../words/zh/payouts.ts'
import type { ReactElement } from 'react'
import { removeLine } from '../../contract/payout-batches.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { BatchDetail, BatchLine } from './batch-detail.ts'

type Props = { readonly detail: BatchDetail; readonly line: BatchLine; readonly onClose: () => void }

/** 剔除: takes one claim out of a batch that is not released yet. */
export function RemoveLineDialog({ detail, line, onClose }: Props): ReactElement {
  const { id, version } = detail.batch
  const { number } = line
  const remove = useCommand(removeLine, {
    refreshes: ['payouts'],
    onDone: () => {
      toast(words('payouts.removed', { number }))
      onClose()
    },
  })
  return (
    <ReasonDialog
      title={words('payouts.removeTitle', { number })}
      label={words('payouts.removeReason')}
      action={words('payouts.remove')}
      danger
      most={200}
      pending={remove.pending}
      error={remove.error === null ? undefined : sentenceOf(remove.error)}
      onCancel={onClose}
      onConfirm={(reason) => remove.run({ id, lineId: line.id, version, reason })}
    >
      <p>{words('payouts.removeText')}</p>
    </ReasonDialog>
  )
}
