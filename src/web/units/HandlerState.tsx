import type { ReactElement } from 'react'
import { StateTag } from '../ui/StateTag.tsx'
import { words } from '../words/words.ts'

const TONES = { invited: 'your-turn', active: 'done', disabled: 'ended', none: 'returned' } as const

/** How an account of a unit stands; `none` where the unit has nobody. */
export function HandlerState({ state }: { state: keyof typeof TONES }): ReactElement {
  return <StateTag tone={TONES[state]} label={words(`handlers.state.${state}`)} />
}
