import { describe, expect, it } from 'vitest'
import type { BenefitTerms, LumpSumTerms, PerDiemTerms, RatioTerms } from '../../src/domain/plans/benefit-terms.ts'
import type { PlanVersion } from '../../src/domain/plans/plan-version.ts'
import { cents } from '../../src/domain/shared/cents.ts'
import {
  calculated,
  claimOf,
  cover2026,
  paid,
  planOf,
  sheet,
  type CaseJson,
  type Json,
} from '../support/benefit-cases.ts'

/** A plan of the catalogue with other terms: what a plan of another region needs is data alone. */
function withTerms<T extends BenefitTerms>(
  code: string,
  change: Partial<T>,
  limits: PlanVersion['limits'] = [],
): PlanVersion {
  const plan = planOf(code)
  const [first] = plan.benefits
  return { ...plan, benefits: [{ ...first, ...change } as BenefitTerms], limits }
}

const everywhere = <T>(value: T) => [{ when: {}, value }]
const stayOf = (figures: Json, more: Partial<CaseJson> = {}): CaseJson => ({
  cover: cover2026,
  claim: claimOf('illness-inpatient'),
  sheets: [sheet(figures)],
  ...more,
})

describe('plans of other regions need nothing but data', () => {
  it('a least payment of 200 for each admission', () => {
    const plan = withTerms<RatioTerms>('hubei-inpatient', { minimum: cents(20_000) })
    expect(paid(calculated(plan, stayOf({ selfPaid1: '50.00' })))).toBe('200.00')
    expect(paid(calculated(plan, stayOf({ selfPaid1: '0.00' })))).toBe('0.00')
  })

  it('13 % of the costs in scope, up to 50,000 a period', () => {
    const limits: PlanVersion['limits'] = [
      { name: '住院', per: 'period', kinds: ['illness-inpatient'], amount: cents(5_000_000), clause: '第五条' },
    ]
    const basis = [{ amount: 'inScope', rate: everywhere(10_000) }] as const
    const plan = withTerms<RatioTerms>('hubei-inpatient', { basis, tiers: everywhere([{ rate: 1_300 }]) }, limits)
    expect(paid(calculated(plan, stayOf({ inScope: '40000' })))).toBe('5200.00')
    expect(paid(calculated(plan, stayOf({ inScope: '400000' })))).toBe('50000.00')
  })

  it('an allowance from the fourth day', () => {
    const plan = withTerms<PerDiemTerms>('beijing-allowance', { freeDays: 3 })
    const claim = claimOf('hospital-allowance')
    expect(paid(calculated(plan, stayOf({ dischargedOn: '2026-06-11' }, { claim })))).toBe('280.00')
  })

  it('nothing to day 30, less to day 90, everything after, without waiting again after a renewal', () => {
    const amounts = [
      { when: { fromDay: 31, toDay: 90 }, value: cents(100_000) },
      { when: { fromDay: 91 }, value: cents(1_000_000) },
    ]
    const plan = withTerms<LumpSumTerms>('ningbo-women', { amounts })
    const on = (day: string, continuousSince = '2026-01-01') =>
      paid(calculated(plan, { cover: { ...cover2026, continuousSince }, claim: { kind: 'women-illness', on: day } }))
    expect(['2026-01-30', '2026-01-31', '2026-03-31', '2026-04-01'].map((day) => on(day))).toEqual([
      '0.00',
      '1000.00',
      '1000.00',
      '10000.00',
    ])
    expect(on('2026-01-01', '2025-01-01')).toBe('10000.00')
  })

  it('rates by level of hospital, and better ones for those who renew', () => {
    const tiers: RatioTerms['tiers'] = [
      { when: { hospitalLevel: '三级', renewal: true }, value: [{ rate: 7_000 }] },
      { when: { hospitalLevel: '三级' }, value: [{ rate: 6_000 }] },
      { when: {}, value: [{ rate: 8_000 }] },
    ]
    const plan = withTerms<RatioTerms>('hubei-inpatient', { tiers })
    const renewed = { cover: { ...cover2026, continuousSince: '2025-01-01' } }
    expect(paid(calculated(plan, stayOf({ selfPaid1: '100' })))).toBe('60.00')
    expect(paid(calculated(plan, stayOf({ selfPaid1: '100' }, renewed)))).toBe('70.00')
    expect(paid(calculated(plan, stayOf({ selfPaid1: '100', hospitalLevel: '二级' }, renewed)))).toBe('80.00')
  })

  it('a benefit that another one ends', () => {
    const plan = withTerms<RatioTerms>('hubei-inpatient', { endedBy: ['critical-illness'] })
    const history = [{ kind: 'critical-illness', paid: '3000.00' }]
    expect(paid(calculated(plan, stayOf({ selfPaid1: '100' }, { history })))).toBe('0.00')
  })
})
