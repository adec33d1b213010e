import { cents, min, subtract, times, ZERO } from '../shared/cents.ts'
import type { LumpSumTerms } from '../plans/benefit-terms.ts'
import { dayOfCover } from './benefit-event.ts'
import { paidFor, type ClaimFacts, type Cover, type History } from './benefit-facts.ts'
import { put, type Draft } from './benefit-lines.ts'
import { lumpSumHolds } from './benefit-tables.ts'

/** A sum for a diagnosis by day of cover, grade, category and in situ; where the plan says so, less what was paid. */
export function putLumpSum(draft: Draft, terms: LumpSumTerms, claim: ClaimFacts, cover: Cover, history: History): void {
  const { on, clause } = draft
  const day = dayOfCover(terms, cover, on)
  const row = terms.amounts.find(({ when }) => lumpSumHolds(when, day, claim.diagnosis))
  if (!row) {
    const { grade, category, inSitu } = claim.diagnosis
    put(draft, { rule: 'no-lump-sum', on, clause, found: { grade, category, inSitu }, day, amount: ZERO })
    return
  }
  const shares = terms.perShare ? cover.shares : 1
  const { when, value: sum } = row
  put(draft, { rule: 'lump-sum', on, clause, when, day, sum, shares, amount: times(sum, shares) })
  const paid = terms.lessPaid ? cents(paidFor(history, [terms.kind])) : ZERO
  if (paid > 0)
    put(draft, { rule: 'less-paid', on, clause, sum: draft.sum, paid, amount: subtract(ZERO, min(paid, draft.sum)) })
}
