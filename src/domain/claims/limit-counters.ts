import type { BenefitTerms } from '../plans/benefit-terms.ts'
import type { ClaimKind } from '../plans/claim-kind.ts'
import type { PlanVersion } from '../plans/plan-version.ts'
import type { BenefitResult } from './benefit.ts'

/** What a claim uses up of its cover. */
export type Use = Pick<BenefitResult, 'total' | 'days'>

/**
 * A counter that a claim raises, kept per person. `scope` says whether it counts under the cover or under all covers of
 * the plan; `cap` is the most that all claims together may use.
 */
export type LimitCounter = {
  readonly scope: 'cover' | 'plan'
  readonly name: string
  readonly unit: 'fen' | 'days' | 'times'
  readonly cap: number
  readonly by: number
}

/** Limits of the plan version that the kind shares with others; those of one claim need no counter. */
function groupCounters(plan: PlanVersion, kind: ClaimKind, { total }: Use): LimitCounter[] {
  return plan.limits
    .filter(({ per, kinds }) => per !== 'claim' && kinds.includes(kind))
    .map(({ per, name, amount }) => ({
      scope: per === 'life' ? 'plan' : 'cover',
      name,
      unit: 'fen',
      cap: amount,
      by: total,
    }))
}

/** What the terms of a benefit bound by themselves: days, a benefit that its first payment ends, sums less what was paid. */
function termCounters(terms: BenefitTerms, { total, days }: Use, shares: number): LimitCounter[] {
  const name = terms.kind
  const counters: LimitCounter[] = []
  if (terms.shape === 'per-diem')
    counters.push({ scope: 'cover', name, unit: 'days', cap: terms.maxDaysPerPeriod, by: days })
  if (terms.endedBy.includes(terms.kind))
    counters.push({ scope: 'cover', name, unit: 'times', cap: 1, by: total > 0 ? 1 : 0 })
  if (terms.shape === 'lump-sum' && terms.lessPaid) {
    const most = Math.max(0, ...terms.amounts.map(({ value }) => value)) * (terms.perShare ? shares : 1)
    counters.push({ scope: 'cover', name, unit: 'fen', cap: most, by: total })
  }
  return counters
}

/**
 * The counters that a claim of this kind raises by what it uses; the same ones are lowered by it again. They are a wall
 * of their own: the engine reads limits from the history, and the database keeps the sums.
 */
export function limitCounters(plan: PlanVersion, kind: ClaimKind, use: Use, shares: number): readonly LimitCounter[] {
  const terms = plan.benefits.find((benefit) => benefit.kind === kind)
  if (!terms) return []
  return [...groupCounters(plan, kind, use), ...termCounters(terms, use, shares)].filter(({ by }) => by > 0)
}
