import '../words/zh/claim-review.ts'
import { useState, type ReactElement } from 'react'
import { listClaims, openClaim } from '../../contract/claims.ts'
import { withdrawClaim } from '../../contract/claim-decisions.ts'
import { CLAIM_STATE_WORDS } from '../../contract/words/states.ts'
import { countWork } from '../../contract/work-pool.ts'
import { claimActions } from '../../domain/claims/claim-workflow.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { ClaimDetail } from './claim-detail.ts'

export type WithdrawClaimProps = {
  readonly claim: Pick<ClaimDetail, 'id' | 'number' | 'version' | 'state' | 'submittedAt'>
  readonly onWithdrawn: () => void
}

/** Why the unit cannot take the case back now. */
function reasonOf({ state, submittedAt }: WithdrawClaimProps['claim']): string | undefined {
  if (!claimActions(state, ['unit-handler']).includes('withdraw')) {
    return words('claimReview.cannotWithdraw', { state: CLAIM_STATE_WORDS[state] })
  }
  return submittedAt === null ? words('claimReview.neverSubmitted') : undefined
}

/** 撤案: from the first submission until the last approval, also while an officer works on it. */
export function WithdrawClaim({ claim, onWithdrawn }: WithdrawClaimProps): ReactElement {
  const { id, number, version } = claim
  const [asking, setAsking] = useState(false)
  const command = useCommand(withdrawClaim, {
    refreshes: [listClaims, openClaim, countWork],
    onDone: () => {
      toast(words('claimReview.withdrawn', { number }))
      setAsking(false)
      onWithdrawn()
    },
  })
  return (
    <>
      <Button danger reason={reasonOf(claim)} onClick={() => setAsking(true)}>
        {words('claimReview.withdraw')}
      </Button>
      {asking && (
        <ReasonDialog
          title={words('claimReview.withdrawTitle', { number })}
          label={words('claimReview.withdrawReason')}
          missing={words('claimReview.reasonMissing')}
          most={500}
          action={words('claimReview.withdraw')}
          danger
          pending={command.pending}
          error={command.error === null ? undefined : sentenceOf(command.error)}
          onConfirm={(reason) => command.run({ id, version, reason })}
          onCancel={() => setAsking(false)}
        >
          <p>{words('claimReview.withdrawText')}</p>
        </ReasonDialog>
      )}
    </>
  )
}
