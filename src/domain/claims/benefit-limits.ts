import { cents, max, subtract, ZERO, type Cents } from '../shared/cents.ts'
import type { LimitGroup } from '../plans/benefit-terms.ts'
import type { ClaimKind } from '../plans/claim-kind.ts'
import type { PlanVersion } from '../plans/plan-version.ts'
import { paidFor, type History } from './benefit-facts.ts'
import { put, type Draft } from './benefit-lines.ts'

/** Limits of the claim before those of the period, and those before limits over all covers. */
const ORDER = ['claim', 'period', 'life'] as const

/** What a group has used before this event, in fen: by this claim, and by others where the limit is wider. */
function usedBefore(group: LimitGroup, history: History, byThisClaim: Cents): Cents {
  if (group.per === 'claim') return byThisClaim
  return cents(paidFor(history, group.kinds, group.per === 'life') + byThisClaim)
}

/** Caps an event's sum by what is left of each limit that the kind shares. Source: catalogue, "Limits". */
export function putLimits(
  draft: Draft,
  plan: PlanVersion,
  kind: ClaimKind,
  history: History,
  byThisClaim: Cents,
): void {
  for (const per of ORDER)
    for (const group of plan.limits) {
      if (group.per !== per || draft.sum === 0 || !group.kinds.includes(kind)) continue
      const used = usedBefore(group, history, byThisClaim)
      const left = max(ZERO, subtract(group.amount, used))
      if (draft.sum <= left) continue
      const amount = subtract(left, draft.sum)
      put(draft, { rule: 'limit', on: draft.on, clause: group.clause, group, used, sum: draft.sum, amount })
    }
}
