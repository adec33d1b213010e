import type { ReactElement } from 'react'
import { ENROLMENT_STATE_WORDS } from '../../contract/words/states.ts'
import type { EnrolmentState } from '../../domain/enrolment/enrolment-workflow.ts'
import { StateTag, type Tone } from '../ui/StateTag.tsx'

const tones: { readonly [State in EnrolmentState]: Tone } = {
  draft: 'draft',
  submitted: 'under-review',
  returned: 'returned',
  invoicing: 'your-turn',
  payment: 'awaiting-payment',
  confirmed: 'done',
  void: 'ended',
  deleted: 'ended',
}

export function EnrolmentTag({ state }: { state: EnrolmentState }): ReactElement {
  return <StateTag tone={tones[state]} label={ENROLMENT_STATE_WORDS[state]} />
}
