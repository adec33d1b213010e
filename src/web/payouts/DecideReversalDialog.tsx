import '../words/zh/payouts.ts'
import type { ReactElement } from 'react'
import { decideReversal } from '../../contract/bank-returns.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { shownYuan } from '../shared/shown.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { CancelButton } from '../ui/CancelButton.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { BatchLine } from './batch-detail.ts'

/** 确认退汇 by somebody else than who registered it; or the registration is dropped. */
export function DecideReversalDialog({ line, onClose }: { line: BatchLine; onClose: () => void }): ReactElement | null {
  const decide = useCommand(decideReversal, {
    refreshes: ['payouts'],
    onDone: (_, { verdict }) => {
      toast(words(verdict === 'confirm' ? 'payouts.reversalConfirmed' : 'payouts.reversalDropped'))
      onClose()
    },
  })
  const { number, amount, reversal } = line
  if (reversal === null) return null
  const { id, returnedOn: day, reference, reason, requestedBy: by, mine } = reversal
  return (
    <Dialog
      title={words('payouts.reversalConfirmTitle', { number, amount: shownYuan(amount) })}
      pending={decide.pending}
      onClose={onClose}
      foot={
        <>
          <CancelButton first pending={decide.pending} onClick={onClose} />
          <Button pending={decide.pending} onClick={() => decide.run({ id, verdict: 'drop' })}>
            {words('payouts.reversalDrop')}
          </Button>
          <Button
            danger
            pending={decide.pending}
            reason={mine ? words('payouts.reversalMine') : undefined}
            onClick={() => decide.run({ id, verdict: 'confirm' })}
          >
            {words('payouts.reversalConfirm')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{words('payouts.reversalFacts', { day, reference, reason, by })}</p>
        <p>{words('payouts.reversalConfirmText')}</p>
        {decide.error !== null && !decide.pending && (
          <Notice tone="danger" live>
            {sentenceOf(decide.error)}
          </Notice>
        )}
      </div>
    </Dialog>
  )
}
