import '../words/zh/claim-review.ts'
import { useState, type ReactElement } from 'react'
import { listClaims } from '../../contract/claims.ts'
import { approveClaims, confirmEnding, passClaims } from '../../contract/claim-decisions.ts'
import { CLAIM_STATE_WORDS } from '../../contract/words/states.ts'
import { countWork } from '../../contract/work-pool.ts'
import { groupedBankCard } from '../../domain/claims/bank-card.ts'
import type { ClaimState } from '../../domain/claims/claim-workflow.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { shownYuan } from '../shared/shown.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { ConfirmDialog } from '../ui/Dialog.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { ClaimReview } from './review-desk.ts'
import { TogetherCases, useTogether } from './TogetherCases.tsx'
import type { AroundDecision } from './use-claim-points.ts'

export type ReviewDecision = 'pass' | 'approve' | 'confirm-ending'

export type ReviewConfirmProps = {
  readonly review: ClaimReview
  readonly act: ReviewDecision
  readonly label: string
  readonly onClose: () => void
  readonly around: AroundDecision
  readonly onDone: (decided: readonly string[]) => void
}

type Decided = { readonly cases: readonly { id: string; number: string; state: ClaimState }[] }

/** The last look before a decision: what is paid to whom, and which cases of the event go along. */
export function ReviewConfirm({ review, around, act, label, onClose, onDone }: ReviewConfirmProps): ReactElement {
  const { claim } = review
  const along = act === 'confirm-ending' ? [] : review.together
  const together = useTogether(along)
  const [note, setNote] = useState('')
  const options = {
    refreshes: [listClaims, countWork],
    ...around,
    onDone: ({ cases }: Decided) => {
      const [first] = cases
      if (first) toast(words('claimReview.decided', { number: first.number, state: CLAIM_STATE_WORDS[first.state] }))
      onDone(cases.map(({ id }) => id))
    },
  }
  const pass = useCommand(passClaims, options)
  const approve = useCommand(approveClaims, options)
  const ending = useCommand(confirmEnding, options)
  const command = { pass, approve, 'confirm-ending': ending }[act]
  const seen = { id: claim.id, version: claim.version }
  const told = note.trim() === '' ? {} : { note: note.trim() }
  const go = () => {
    if (act === 'confirm-ending') ending.run({ ...seen, ...told })
    else if (act === 'pass') pass.run({ cases: [seen, ...together.chosen], ...told })
    else approve.run({ cases: [seen, ...together.chosen], ...told })
  }
  const { payee } = claim.entry
  return (
    <ConfirmDialog
      title={words('claimReview.confirmTitle', { action: label, number: claim.number })}
      action={label}
      danger={act === 'confirm-ending'}
      pending={command.pending}
      error={command.error === null ? undefined : sentenceOf(command.error)}
      onConfirm={go}
      onCancel={onClose}
    >
      <div className="stack">
        <p>
          {act === 'confirm-ending'
            ? words('claimReview.confirmLetter')
            : words('claimReview.confirmPay', {
                amount: shownYuan(claim.calculation?.total ?? '0.00'),
                name: payee.name,
                card: groupedBankCard(payee.card),
              })}
        </p>
        <TogetherCases along={along} together={together} />
        <TextArea
          label={words('claimReview.note')}
          hint={words('claimReview.noteHint')}
          rows={2}
          maxLength={1000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
    </ConfirmDialog>
  )
}
