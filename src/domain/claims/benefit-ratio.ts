import { atRate, cents, max, min, subtract, times, ZERO, type Cents } from '../shared/cents.ts'
import type { RatioTerms, Tier } from '../plans/benefit-terms.ts'
import type { Cover, Sheet } from './benefit-facts.ts'
import { put, type Basis, type Draft } from './benefit-lines.ts'
import { admissionOf, askedBy, lookUp, type Admission } from './benefit-tables.ts'

/** The amounts that count, each at its rate and rounded to the fen, and the deductible of the admission. */
function basisOf(terms: RatioTerms, sheet: Sheet, found: Admission): Basis {
  let total = 0
  const parts = terms.basis.map((part) => {
    const of = sheet[part.amount]
    const rate = lookUp(part.rate, found) ?? 0
    const value = atRate(of, rate)
    total += value
    return { name: part.amount, of, rate, value }
  })
  return { parts, total: cents(total), deductible: lookUp(terms.deductible, found) ?? ZERO }
}

/** Each tier pays its part of the amount at its rate, rounded half-up to the fen per tier. */
function putTiers(draft: Draft, tiers: readonly Tier[], basis: Basis, amount: Cents): void {
  const { on, clause } = draft
  let from = ZERO
  for (const { upTo, rate } of tiers) {
    if (amount <= from) return
    const part = subtract(upTo === undefined ? amount : min(amount, upTo), from)
    put(draft, { rule: 'tier', on, clause, basis, from, upTo, part, rate, amount: atRate(part, rate) })
    from = upTo ?? amount
  }
}

/** The result × shares, limited to the basis before the deductible, raised to the minimum where it is above 0. */
function putAdjustments(draft: Draft, terms: RatioTerms, basis: Basis, shares: number): void {
  const { on, clause } = draft
  if (shares > 1 && draft.sum > 0)
    put(draft, { rule: 'shares', on, clause, sum: draft.sum, shares, amount: times(draft.sum, shares - 1) })
  if (terms.limitedToBasis && draft.sum > basis.total)
    put(draft, {
      rule: 'limited-to-basis',
      on,
      clause,
      sum: draft.sum,
      basis,
      amount: subtract(basis.total, draft.sum),
    })
  const { minimum } = terms
  if (minimum !== undefined && draft.sum > 0 && draft.sum < minimum)
    put(draft, { rule: 'minimum', on, clause, sum: draft.sum, minimum, amount: subtract(minimum, draft.sum) })
}

/**
 * A share of the costs of one admission, or of all sheets of the claim: fixed part and tiers above the deductible,
 * × shares, limited and raised as the plan says. Source: catalogue, "Order of a ratio benefit".
 */
export function putRatio(draft: Draft, terms: RatioTerms, sheet: Sheet, cover: Cover, admission: number): void {
  const { on, clause } = draft
  const found = admissionOf(sheet, cover, admission)
  const tiers = lookUp(terms.tiers, found)
  const fixed = lookUp(terms.fixed, found)
  if (tiers === undefined && fixed === undefined) {
    put(draft, { rule: 'not-in-table', on, clause, found: askedBy(terms.tiers, found), amount: ZERO })
    return
  }
  const basis = basisOf(terms, sheet, found)
  const above = max(ZERO, subtract(basis.total, basis.deductible))
  if (fixed !== undefined)
    put(draft, { rule: 'fixed', on, clause, found: askedBy(terms.fixed, found), fixed, amount: fixed })
  else if (above === 0) put(draft, { rule: 'nothing-above-deductible', on, clause, basis, amount: ZERO })
  putTiers(draft, tiers ?? [], basis, above)
  putAdjustments(draft, terms, basis, cover.shares)
}
