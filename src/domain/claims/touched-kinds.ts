import { CLAIM_KINDS, type ClaimKind } from '../plans/claim-kind.ts'
import type { PlanVersion } from '../plans/plan-version.ts'

type Terms = Pick<PlanVersion, 'benefits' | 'limits'>

/**
 * Kinds whose amount may change when a claim of this kind pays otherwise than before: the kind itself (sequence, days, what
 * was paid already), those that share a limit with it, and those that it ends. Source: decisions, "Reserve".
 */
export function kindsTouchedBy(kind: ClaimKind, { benefits, limits }: Terms): readonly ClaimKind[] {
  const sharing = limits
    .filter(({ per, kinds }) => per !== 'claim' && kinds.includes(kind))
    .flatMap(({ kinds }) => kinds)
  const ended = benefits.filter(({ endedBy }) => endedBy.includes(kind)).map((terms) => terms.kind)
  const touched = new Set<ClaimKind>([kind, ...sharing, ...ended])
  return CLAIM_KINDS.filter((one) => touched.has(one))
}
