import '../words/zh/claim-review.ts'
import { useState, type ReactElement } from 'react'
import { listClaims } from '../../contract/claims.ts'
import { returnClaimsInside } from '../../contract/claim-decisions.ts'
import { CLAIM_STATE_WORDS } from '../../contract/words/states.ts'
import { countWork } from '../../contract/work-pool.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { CancelButton } from '../ui/CancelButton.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { goTo } from '../ui/go-to.ts'
import { Notice } from '../ui/Notice.tsx'
import { TextField } from '../ui/TextField.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { ClaimReview } from './review-desk.ts'
import { TogetherCases, useTogether } from './TogetherCases.tsx'
import type { AroundDecision } from './use-claim-points.ts'

export type ReturnInsideDialogProps = {
  readonly review: ClaimReview
  readonly onClose: () => void
  readonly around: AroundDecision
  readonly onDone: (decided: readonly string[]) => void
}

/** 退回初审: from 复审 or 审批, without the unit. */
export function ReturnInsideDialog({ review, around, onClose, onDone }: ReturnInsideDialogProps): ReactElement {
  const { claim } = review
  const together = useTogether(review.together)
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const command = useCommand(returnClaimsInside, {
    refreshes: [listClaims, countWork],
    ...around,
    onDone: ({ cases }) => {
      toast(words('claimReview.decided', { number: claim.number, state: CLAIM_STATE_WORDS['first-review'] }))
      onDone(cases.map(({ id }) => id))
    },
  })
  const send = () => {
    setTried(true)
    if (note.trim() === '') return goTo('inside-reason')
    command.run({ cases: [{ id: claim.id, version: claim.version }, ...together.chosen], note: note.trim() })
  }
  return (
    <Dialog
      title={words('claimReview.insideTitle', { number: claim.number })}
      pending={command.pending}
      onClose={onClose}
      foot={
        <>
          <CancelButton pending={command.pending} onClick={onClose} />
          <Button kind="primary" pending={command.pending} onClick={send}>
            {words('claimReview.returnInside')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p className="quiet">{words('claimReview.insideText')}</p>
        {command.error !== null && (
          <Notice tone="danger" live>
            {sentenceOf(command.error)}
          </Notice>
        )}
        <TogetherCases along={review.together} together={together} />
        <TextField
          id="inside-reason"
          label={words('claimReview.insideReason')}
          required
          data-autofocus
          maxLength={1000}
          error={tried && note.trim() === '' ? words('claimReview.reasonMissing') : undefined}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
    </Dialog>
  )
}
