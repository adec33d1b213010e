import type { ReactElement } from 'react'
import { BATCH_STATE_WORDS, LINE_STATE_WORDS } from '../../contract/words/payout-words.ts'
import type { BatchState, LineState } from '../../domain/payouts/batch-workflow.ts'
import { StateTag, type Tone } from '../ui/StateTag.tsx'
import { words } from '../words/words.ts'

const batchTones: { readonly [S in BatchState]: Tone } = {
  draft: 'draft',
  released: 'awaiting-payment',
  'partly-answered': 'your-turn',
  done: 'done',
  void: 'ended',
}

const lineTones: { readonly [S in LineState]: Tone } = {
  waiting: 'awaiting-payment',
  removed: 'ended',
  void: 'ended',
  paid: 'done',
  failed: 'returned',
  reversed: 'returned',
}

export function BatchTag({ state }: { state: BatchState }): ReactElement {
  return <StateTag tone={batchTones[state]} label={BATCH_STATE_WORDS[state]} />
}

/** A line that waits does so for the release first, then for the bank. */
export function LineTag({ state, draft = false }: { state: LineState; draft?: boolean }): ReactElement {
  if (draft && state === 'waiting') return <StateTag tone="draft" label={words('payouts.lineDraft')} />
  return <StateTag tone={lineTones[state]} label={LINE_STATE_WORDS[state]} />
}
