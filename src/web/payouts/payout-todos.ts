import '../words/zh/payouts.ts'
import { countPayouts } from '../../contract/payout-counts.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { holdsAny, useSession } from '../accounts/session.ts'
import { shownYuan } from '../shared/shown.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import type { Tone } from '../ui/StateTag.tsx'
import type { Todo } from '../work-pool/todos.ts'
import { words } from '../words/words.ts'

type Counts = OutputOf<typeof countPayouts>
type Key = 'payable' | 'drafts' | 'unanswered' | 'reversals' | 'failed'

const EVERY = 60_000
const PAYING = ['unit-handler', 'payout-making', 'payout-release'] as const
const tones: { readonly [K in Key]: Tone } = {
  payable: 'awaiting-payment',
  drafts: 'your-turn',
  unanswered: 'in-entry',
  reversals: 'your-turn',
  failed: 'returned',
}
const searches: { readonly [K in Key]: Readonly<Record<string, string>> } = {
  payable: { tab: 'payable' },
  drafts: { tab: 'batches', state: 'draft' },
  unanswered: { tab: 'batches' },
  reversals: { tab: 'batches', reversal: 'requested' },
  failed: {},
}

function todoOf(key: Key, counts: Counts): Todo[] {
  const count = counts[key]
  if (count === 0) return []
  const facts =
    key === 'payable'
      ? words('payouts.todo.payableText', { sum: shownYuan(counts.payableSum) })
      : words(`payouts.todo.${key}Text`)
  return [
    {
      key: `payouts ${key}`,
      tone: tones[key],
      tag: words('payouts.todo.tag', { count }),
      title: words(`payouts.todo.${key}`),
      facts,
      deadline: undefined,
      path: key === 'failed' ? '/payment-failures' : '/payout-batches',
      search: searches[key],
      action: words('payouts.todo.do'),
    },
  ]
}

/** What payments ask of the caller, for 首页: failed ones first. */
export function usePayoutTodos(): readonly Todo[] {
  const enabled = holdsAny(useSession(), PAYING)
  const { data } = useEndpointQuery(countPayouts, {}, { every: EVERY, enabled })
  if (data === undefined) return []
  return (['failed', 'reversals', 'drafts', 'payable', 'unanswered'] as const).flatMap((key) => todoOf(key, data))
}
