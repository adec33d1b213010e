import '../words/zh/claim-review.ts'
import { useState, type ReactElement } from 'react'
import { listClaims } from '../../contract/claims.ts'
import { proposeEnding } from '../../contract/claim-decisions.ts'
import { countWork } from '../../contract/work-pool.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { CancelButton } from '../ui/CancelButton.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { goTo } from '../ui/go-to.ts'
import { Notice } from '../ui/Notice.tsx'
import { RadioGroup } from '../ui/RadioGroup.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { ClaimReview } from './review-desk.ts'
import type { AroundDecision } from './use-claim-points.ts'

export type ProposeEndingDialogProps = {
  readonly review: ClaimReview
  readonly onClose: () => void
  readonly around: AroundDecision
  readonly onDone: (decided: readonly string[]) => void
}

/** 初审 proposes 拒付 by a clause, or 不予给付 where the amount is 0; 复审 decides. */
export function ProposeEndingDialog({ review, around, onClose, onDone }: ProposeEndingDialogProps): ReactElement {
  const { claim, clauses, stale } = review
  const isZero = claim.calculation?.total === '0.00' && !stale
  const [proposal, setProposal] = useState<'decline' | 'refuse'>(isZero ? 'decline' : 'refuse')
  const [clause, setClause] = useState('')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const command = useCommand(proposeEnding, {
    refreshes: [listClaims, countWork],
    ...around,
    onDone: () => {
      toast(words('claimReview.proposed', { number: claim.number }))
      onDone([claim.id])
    },
  })
  const lacksClause = proposal === 'refuse' && clause === ''
  const send = () => {
    setTried(true)
    if (lacksClause) return goTo('ending-clause')
    if (reason.trim() === '') return goTo('ending-reason')
    const by = proposal === 'refuse' ? { clause } : {}
    command.run({ id: claim.id, version: claim.version, proposal, reason: reason.trim(), ...by })
  }
  return (
    <Dialog
      title={words('claimReview.proposeTitle', { number: claim.number })}
      size="medium"
      pending={command.pending}
      onClose={onClose}
      foot={
        <>
          <CancelButton pending={command.pending} onClick={onClose} />
          <Button danger pending={command.pending} onClick={send}>
            {words('claimReview.propose')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p className="quiet">{words('claimReview.proposeText')}</p>
        {command.error !== null && (
          <Notice tone="danger" live>
            {sentenceOf(command.error)}
          </Notice>
        )}
        {!isZero && <p className="quiet">{words('claimReview.notZero')}</p>}
        {isZero && (
          <RadioGroup
            label={words('claimReview.proposeKind')}
            name="proposal"
            value={proposal}
            onChange={(event) => setProposal(event.target.value === 'decline' ? 'decline' : 'refuse')}
            options={[
              { value: 'decline', label: words('claimReview.decline') },
              { value: 'refuse', label: words('claimReview.refuse') },
            ]}
          />
        )}
        {proposal === 'refuse' && (
          <SelectField
            id="ending-clause"
            label={words('claimReview.clause')}
            required
            error={tried && lacksClause ? words('claimReview.clauseMissing') : undefined}
            value={clause}
            onChange={(event) => setClause(event.target.value)}
            options={clauses.map(({ number, text }) => ({
              value: number,
              label: words('claimReview.clauseOption', { number, text }),
            }))}
          />
        )}
        <TextField
          id="ending-reason"
          label={words('claimReview.proposeReason')}
          required
          maxLength={1000}
          error={tried && reason.trim() === '' ? words('claimReview.reasonMissing') : undefined}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
    </Dialog>
  )
}
