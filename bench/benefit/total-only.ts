import { dayOfCover, isCovered } from '../../src/domain/claims/benefit-event.ts'
import { paidFor, usedOf, type BenefitCase, type Sheet } from '../../src/domain/claims/benefit-facts.ts'
import { addSheets, staysOf, type Stay } from '../../src/domain/claims/benefit-stays.ts'
import { admissionOf, lookUp, lumpSumHolds } from '../../src/domain/claims/benefit-tables.ts'
import type { BenefitTerms, RatioTerms } from '../../src/domain/plans/benefit-terms.ts'
import { daysBetween, type CalendarDate } from '../../src/domain/shared/calendar-date.ts'
import { atRate, type Cents } from '../../src/domain/shared/cents.ts'
import type { BenchCase } from './cases.ts'

type Common = BenefitCase & { readonly plan: BenchCase['plan'] }

function payable({ cover, facts, history }: Common, terms: BenefitTerms, on: CalendarDate): boolean {
  if (!isCovered(cover, on)) return false
  if (terms.waiting && dayOfCover(terms, cover, on) <= terms.waiting.lastDay) return false
  if (terms.endedBy.length > 0 && paidFor(history, terms.endedBy) > 0) return false
  if (!terms.oncePerDiagnosis) return true
  const { category } = facts.claim.diagnosis
  return !history.some(
    (entry) => entry.earlier && entry.kind === terms.kind && entry.paid > 0 && entry.category === category,
  )
}

function ratio(terms: RatioTerms, sheet: Sheet, { cover }: Common, admission: number): number {
  const found = admissionOf(sheet, cover, admission)
  let basis = 0
  for (const part of terms.basis) basis += atRate(sheet[part.amount], lookUp(part.rate, found) ?? 0)
  const above = Math.max(0, basis - (lookUp(terms.deductible, found) ?? 0))
  let sum: number = lookUp(terms.fixed, found) ?? 0
  let from = 0
  for (const { upTo, rate } of lookUp(terms.tiers, found) ?? []) {
    if (above <= from) break
    sum += atRate((Math.min(above, upTo ?? above) - from) as Cents, rate)
    from = upTo ?? above
  }
  sum *= cover.shares
  if (terms.limitedToBasis) sum = Math.min(sum, basis)
  return sum > 0 ? Math.max(sum, terms.minimum ?? 0) : 0
}

function limited({ plan, history }: Common, terms: BenefitTerms, sum: number, before: number): number {
  let left = sum
  for (const group of plan.limits) {
    if (left === 0 || !group.kinds.includes(terms.kind)) continue
    const others = group.per === 'claim' ? 0 : paidFor(history, group.kinds, group.per === 'life')
    left = Math.min(left, Math.max(0, group.amount - others - before))
  }
  return left
}

function event(found: Common, terms: BenefitTerms): number {
  const { cover, facts, history } = found
  const { claim, sheets } = facts
  const on = claim.on as CalendarDate
  if (!payable(found, terms, on)) return 0
  switch (terms.shape) {
    case 'ratio':
      return ratio(terms, addSheets(sheets[0] as Sheet, sheets.slice(1)), found, 1)
    case 'lump-sum': {
      const day = dayOfCover(terms, cover, on)
      const row = terms.amounts.find(({ when }) => lumpSumHolds(when, day, claim.diagnosis))
      const sum = (row?.value ?? 0) * (terms.perShare ? cover.shares : 1)
      return terms.lessPaid ? Math.max(0, sum - paidFor(history, [terms.kind])) : sum
    }
    case 'disability':
      return atRate(terms.sum, terms.rates[(claim.disabilityGrade ?? 0) - 1] ?? 0) * (terms.perShare ? cover.shares : 1)
    case 'death':
      return terms.sum * (terms.perShare ? cover.shares : 1)
    case 'per-diem':
      return 0
  }
}

function stays(found: Common, terms: BenefitTerms): number {
  const { cover, facts, history } = found
  let total = 0
  let admission = usedOf(history, 'admissions', terms.kind)
  let used = terms.shape === 'per-diem' ? usedOf(history, 'days', terms.kind) : 0
  const pays = (stay: Stay): number => {
    if (terms.shape === 'ratio') return ratio(terms, stay, found, admission)
    if (terms.shape !== 'per-diem') return 0
    const days = daysBetween(stay.admittedOn, stay.dischargedOn) - terms.freeDays
    const paid = Math.max(0, Math.min(days, terms.maxDaysPerPeriod - used))
    used += paid
    return paid * terms.daily * (terms.perShare ? cover.shares : 1)
  }
  for (const stay of staysOf(facts.sheets)) {
    if (isCovered(cover, stay.admittedOn)) admission += 1
    if (payable(found, terms, stay.admittedOn)) total += limited(found, terms, pays(stay), total)
  }
  return total
}

/** The floor: the same steps for the total alone, without a line that says how it came about. */
export function totalOnly(found: BenchCase): number {
  const terms = found.plan.benefits.find((benefit) => benefit.kind === found.facts.claim.kind) as BenefitTerms
  if (terms.shape === 'per-diem' || (terms.shape === 'ratio' && terms.per === 'admission')) return stays(found, terms)
  return limited(found, terms, event(found, terms), 0)
}
