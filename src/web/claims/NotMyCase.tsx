import '../words/zh/pool.ts'
import '../words/zh/claim-entry.ts'
import type { ReactElement } from 'react'
import { listClaims } from '../../contract/claims.ts'
import { CLAIM_STATE_WORDS } from '../../contract/words/states.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { words } from '../words/words.ts'
import { usePool } from '../work-pool/use-pool.ts'
import type { ClaimDetail } from './claim-detail.ts'

export type NotMyCaseProps = { readonly claim: ClaimDetail; readonly onTaken: () => void }

/** Why the case can only be looked at: who holds it and until when, or that nobody does. */
export function NotMyCase({ claim, onTaken }: NotMyCaseProps): ReactElement {
  const { id, state, holder } = claim
  const pool = usePool('claim-entry', listClaims)
  if (state !== 'entry')
    return <Notice tone="info">{words('claimEntry.otherState', { state: CLAIM_STATE_WORDS[state] })}</Notice>
  if (holder !== null)
    return (
      <Notice tone="warning">
        {words('claimEntry.heldBy', { name: holder.name, until: timeInWords(holder.until).slice(11) })}
      </Notice>
    )
  return (
    <Notice tone="warning">
      {words('claimEntry.free')}
      <Button kind="text" pending={pool.pending} onClick={() => pool.take([id], onTaken)}>
        {words('pool.take')}
      </Button>
      {pool.missed !== undefined && <p className="field-error">{pool.missed}</p>}
      {pool.error !== null && <p className="field-error">{sentenceOf(pool.error)}</p>}
    </Notice>
  )
}
