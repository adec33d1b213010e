import type { BenefitCase, HistoryEntry, Sheet } from '../../src/domain/claims/benefit-facts.ts'
import {
  GRADES,
  HOSPITAL_LEVELS,
  INSURANCES,
  SHEET_AMOUNTS,
  type SheetAmount,
} from '../../src/domain/plans/benefit-terms.ts'
import type { PlanVersion } from '../../src/domain/plans/plan-version.ts'
import { addDays, date } from '../../src/domain/shared/calendar-date.ts'
import { cents, ZERO, type Cents } from '../../src/domain/shared/cents.ts'
import { readCatalogue } from '../../src/server/plans/read-catalogue.ts'

export type BenchCase = BenefitCase & { readonly plan: PlanVersion }

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const FIRST = date('2026-01-01')
const NO_AMOUNTS = Object.fromEntries(SHEET_AMOUNTS.map((name) => [name, ZERO])) as { [A in SheetAmount]: Cents }
const CATEGORIES = ['一类', '二类', '三类', '四类']

/**
 * Sound cases over the whole catalogue, plan by plan: one or two sheets of a plausible settlement, every third case with
 * history, one in twenty outside the cover.
 */
export async function benchCases(count: number): Promise<readonly BenchCase[]> {
  const { plans } = await readCatalogue()
  const random = seeded(20_260_101)
  const below = (limit: number) => Math.floor(random() * limit)
  const pick = <T>(values: readonly T[]): T => values[below(values.length)] as T
  const sheet = (): Sheet => {
    const admittedOn = addDays(FIRST, below(385) - 10)
    const [selfPaid1, selfPaid2, fullySelfPaid, pooledFund] = [
      below(2_000_000),
      below(300_000),
      below(300_000),
      below(3_000_000),
    ]
    return {
      ...NO_AMOUNTS,
      selfPaid1: cents(selfPaid1),
      selfPaid2: cents(selfPaid2),
      fullySelfPaid: cents(fullySelfPaid),
      pooledFund: cents(pooledFund),
      total: cents(selfPaid1 + selfPaid2 + fullySelfPaid + pooledFund),
      ratioSelfPaid: cents(below(1_500_000)),
      deductibleSelfPaid: cents(below(120_000)),
      partSelfDrug: cents(below(200_000)),
      inScope: cents(below(4_000_000)),
      hospitalLevel: pick(HOSPITAL_LEVELS),
      insurance: pick(INSURANCES),
      remote: random() < 0.3,
      admittedOn,
      dischargedOn: addDays(admittedOn, below(30)),
    }
  }
  const entry = (plan: PlanVersion): HistoryEntry => ({
    kind: pick(plan.benefits).kind,
    paid: cents(below(300_000)),
    days: below(20),
    admissions: 1,
    earlier: false,
  })
  return Array.from({ length: count }, (_, at): BenchCase => {
    const plan = (plans[at % plans.length] as (typeof plans)[number]).plan
    const { kind } = pick(plan.benefits)
    const diagnosis = { grade: pick(GRADES), inSitu: random() < 0.2, category: pick(CATEGORIES) }
    const claim = { kind, on: addDays(FIRST, below(385) - 10), diagnosis, disabilityGrade: 1 + below(10) }
    return {
      plan,
      cover: {
        effectiveOn: FIRST,
        endsOn: date('2026-12-31'),
        continuousSince: random() < 0.3 ? date('2025-01-01') : FIRST,
        shares: 1 + below(plan.shares.max),
        riskClass: 'ordinary',
      },
      facts: { claim, sheets: random() < 0.25 ? [sheet(), sheet()] : [sheet()] },
      history: at % 3 === 0 ? [entry(plan)] : [],
    }
  })
}
