import type { Assessment } from './entry-form.ts'

type Sibling = Assessment['siblings'][number]

/** Whether a case of the event can be submitted along with this one. */
export function isReady({ state, missing, heldBy, total }: Sibling): boolean {
  return state === 'entry' && missing === 0 && heldBy === null && total !== null && total !== '0.00'
}
