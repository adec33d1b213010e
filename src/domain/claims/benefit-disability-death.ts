import { atRate, times } from '../shared/cents.ts'
import type { DeathTerms, DisabilityTerms } from '../plans/benefit-terms.ts'
import type { Cover } from './benefit-facts.ts'
import { put, type Draft } from './benefit-lines.ts'

/** The sum × the rate of the disability grade (1 is the gravest of ten). */
export function putDisability(draft: Draft, terms: DisabilityTerms, grade: number | undefined, cover: Cover): void {
  if (grade === undefined) throw new RangeError('a disability without its grade')
  const { on, clause } = draft
  const { sum } = terms
  const rate = terms.rates[grade - 1] ?? 0
  const shares = terms.perShare ? cover.shares : 1
  put(draft, { rule: 'disability', on, clause, grade, sum, rate, shares, amount: times(atRate(sum, rate), shares) })
}

/** The sum for an accidental death. */
export function putDeath(draft: Draft, terms: DeathTerms, cover: Cover): void {
  const { on, clause } = draft
  const { sum } = terms
  const shares = terms.perShare ? cover.shares : 1
  put(draft, { rule: 'death', on, clause, sum, shares, amount: times(sum, shares) })
}
