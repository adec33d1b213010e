import { useState, type ReactElement } from 'react'
import { voidBatch } from '../../contract/payout-batches.ts'
import { holdsAny, useSession } from '../accounts/session.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { shownCount } from '../shared/shown.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { BatchDetail } from './batch-detail.ts'
import { ReleaseDialog } from './ReleaseDialog.tsx'

/** Why this account may not release the batch; the server judges again. */
function useReasonAgainst({ madeByMe, decidedByMe }: BatchDetail): string | undefined {
  const may = holdsAny(useSession(), ['payout-release'])
  if (!may) return words('payouts.releaseDesk')
  if (madeByMe) return words('payouts.releaseMaker')
  if (decidedByMe === null) return undefined
  return words(decidedByMe.count > 1 ? 'payouts.releaseDeciderOf' : 'payouts.releaseDecider', decidedByMe)
}

/** 作废 and 释放 of a batch that is being made. */
export function BatchActions({ detail }: { detail: BatchDetail }): ReactElement | null {
  const { id, number, version, count, state } = detail.batch
  const [asking, setAsking] = useState<'void' | 'release'>()
  const reason = useReasonAgainst(detail)
  const handles = holdsAny(useSession(), ['payout-making', 'payout-release'])
  const close = () => setAsking(undefined)
  const voiding = useCommand(voidBatch, {
    refreshes: ['payouts'],
    onDone: () => {
      toast(words('payouts.voidDone', { number }))
      close()
    },
  })
  if (state !== 'draft' || !handles) return null
  return (
    <>
      <Button danger onClick={() => setAsking('void')}>
        {words('payouts.void')}
      </Button>
      <Button kind="primary" icon="coins" reason={reason} onClick={() => setAsking('release')}>
        {words('payouts.release')}
      </Button>
      {asking === 'release' && <ReleaseDialog detail={detail} onClose={close} />}
      {asking === 'void' && (
        <ReasonDialog
          title={words('payouts.voidTitle', { number })}
          label={words('payouts.voidReason')}
          action={words('payouts.void')}
          danger
          most={200}
          pending={voiding.pending}
          error={voiding.error === null ? undefined : sentenceOf(voiding.error)}
          onCancel={close}
          onConfirm={(given) => voiding.run({ id, version, reason: given })}
        >
          <p>{words('payouts.voidText', { count: shownCount(count) })}</p>
        </ReasonDialog>
      )}
    </>
  )
}
