import type { ReactElement } from 'react'
import { releaseBatch } from '../../contract/payout-batches.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { shownCount, shownYuan } from '../shared/shown.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { ConfirmDialog } from '../ui/Dialog.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { BatchDetail } from './batch-detail.ts'

/** Names number, count and sum before money leaves; 取消 has the focus. */
export function ReleaseDialog({ detail, onClose }: { detail: BatchDetail; onClose: () => void }): ReactElement {
  const { id, number, version, count, sum } = detail.batch
  const release = useCommand(releaseBatch, {
    refreshes: ['payouts'],
    onDone: () => {
      toast(words('payouts.released', { number }))
      onClose()
    },
  })
  return (
    <ConfirmDialog
      title={words('payouts.releaseTitle', { number, count: shownCount(count), sum: shownYuan(sum) })}
      action={words('payouts.release')}
      pending={release.pending}
      error={release.error === null ? undefined : sentenceOf(release.error)}
      onCancel={onClose}
      onConfirm={() => release.run({ id, version })}
    >
      <p>{words('payouts.releaseText')}</p>
      {detail.again > 0 && <p>{words('payouts.releaseAgain', { count: shownCount(detail.again) })}</p>}
    </ConfirmDialog>
  )
}
