import type { ReactElement } from 'react'
import type { REGISTRATION_STATES } from '../../contract/registration.ts'
import { StateTag, type Tone } from '../ui/StateTag.tsx'
import { words } from '../words/words.ts'

type State = (typeof REGISTRATION_STATES)[number]

const tones: { readonly [S in State]: Tone } = {
  draft: 'draft',
  submitted: 'under-review',
  returned: 'returned',
  approved: 'done',
}

/** State of a registration. */
export function RegistrationTag({ state }: { state: State }): ReactElement {
  return <StateTag tone={tones[state]} label={words(`units.state.${state}`)} />
}
