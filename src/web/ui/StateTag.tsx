import type { ReactElement } from 'react'

/** One colour per meaning, the same on every page. */
export type Tone =
  | 'draft'
  | 'your-turn'
  | 'in-entry'
  | 'under-review'
  | 'awaiting-payment'
  | 'done'
  | 'returned'
  | 'ended'

/** A state: dot and word. */
export function StateTag({ tone, label }: { tone: Tone; label: string }): ReactElement {
  return <span className={`tag ${tone}`}>{label}</span>
}
