import type { ReactElement } from 'react'
import { CLAIM_STATE_WORDS } from '../../contract/words/states.ts'
import type { ClaimState } from '../../domain/claims/claim-workflow.ts'
import { StateTag, type Tone } from '../ui/StateTag.tsx'

const tones: { readonly [State in ClaimState]: Tone } = {
  materials: 'your-turn',
  entry: 'in-entry',
  'first-review': 'under-review',
  'second-review': 'under-review',
  approval: 'under-review',
  payable: 'awaiting-payment',
  'payment-failed': 'returned',
  'payee-review': 'under-review',
  closed: 'done',
  declined: 'ended',
  refused: 'ended',
  withdrawn: 'ended',
  deleted: 'ended',
}

export function ClaimTag({ state, returned }: { state: ClaimState; returned?: boolean }): ReactElement {
  return <StateTag tone={returned ? 'returned' : tones[state]} label={CLAIM_STATE_WORDS[state]} />
}
