import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, date, daysBetween } from '../shared/calendar-date.ts'
import { cents } from '../shared/cents.ts'
import { pricePerHead, receiptOf } from './contribution.ts'
import { blocksRenewal, coverPeriodOf, renewableFrom } from './effective-date.ts'
import { judgeOfferEnd, judgeSale } from './offer.ts'
import { judgeParticipation, requiredHeads } from './participation.ts'
import type { ParticipationTerms, PlanVersion } from './plan-version.ts'

const plan: PlanVersion = {
  code: 'sample',
  version: '1',
  name: 'sample',
  category: 'accident',
  termYears: 1,
  effectiveRule: 'day-after-payment',
  renewalWindowDays: 60,
  continuityDays: 30,
  contributions: {
    ordinary: { new: cents(10_000), renewing: cents(9_000) },
    'high-risk': { new: cents(13_000), renewing: cents(12_000) },
    clause: '1',
  },
  shares: { max: 3, uniformWithinUnit: true, clause: '1' },
  eligibility: { ageMin: 16, ageMax: 60, idKinds: ['resident-id'], clause: '1' },
  benefits: [],
  limits: [],
  coverClause: '1',
  claimDeadlineYears: 2,
  claimDeadlineClause: '1',
  clauses: [],
}

const withParticipation = (terms: Omit<ParticipationTerms, 'clause'>): PlanVersion => ({
  ...plan,
  participation: { ...terms, clause: '1' },
})

describe('a contribution', () => {
  it('is the rate of the class × shares', () => {
    expect(pricePerHead(plan, { riskClass: 'high-risk', standing: 'renewing' }, 3)).toBe(36_000)
  })
  it('takes the ordinary rate where the plan has no risk classes', () => {
    const { 'high-risk': _none, ...contributions } = plan.contributions
    expect(pricePerHead({ ...plan, contributions }, { riskClass: 'high-risk', standing: 'new' }, 1)).toBe(10_000)
  })
  it('makes a receipt line for each class that has people', () => {
    const heads = { ordinary: { new: 7, renewing: 0 }, 'high-risk': { new: 2, renewing: 5 } }
    const receipt = receiptOf(plan, 2, ({ riskClass, standing }) => heads[riskClass][standing])
    expect(receipt.lines.map((line) => [line.riskClass, line.standing, line.heads, line.amount])).toEqual([
      ['ordinary', 'new', 7, 140_000],
      ['high-risk', 'new', 2, 52_000],
      ['high-risk', 'renewing', 5, 120_000],
    ])
    expect(receipt).toMatchObject({ heads: 14, total: 312_000 })
  })
})

describe('participation', () => {
  const most = withParticipation({ denominator: 'all', minRate: 8_000, everyoneBelow: 100 })
  it('rounds the least number up to whole people', () => {
    expect(requiredHeads(most, { staff: 125, womenStaff: 0 })).toBe(100)
    expect(requiredHeads(most, { staff: 101, womenStaff: 0 })).toBe(81)
    expect(requiredHeads(most, { staff: 100, womenStaff: 0 })).toBe(80)
  })
  it('asks everyone of a small unit', () => {
    expect(requiredHeads(most, { staff: 99, womenStaff: 0 })).toBe(99)
    expect(judgeParticipation(most, { staff: 99, womenStaff: 40 }, 98)).toMatchObject({
      refusal: { code: 'participation-not-everyone', required: 99, heads: 98, missing: 1, everyoneBelow: 100 },
    })
  })
  it('counts women where the plan is for women', () => {
    const women = withParticipation({ denominator: 'women', minRate: 8_000 })
    expect(judgeParticipation(women, { staff: 300, womenStaff: 51 }, 41)).toEqual({ ok: true, value: { required: 41 } })
    expect(judgeParticipation(women, { staff: 300, womenStaff: 51 }, 40).ok).toBe(false)
  })
  it('refuses more women than staff', () => {
    expect(judgeParticipation(plan, { staff: 5, womenStaff: 6 }, 6)).toMatchObject({
      refusal: { code: 'women-exceed-staff' },
    })
  })
})

describe('a period of cover', () => {
  const ended = (endsOn: string) => ({ endsOn: date(endsOn), continuousSince: date('2024-05-01') })
  it('begins the day after the money for someone new, for one year', () => {
    expect(coverPeriodOf(plan, date('2026-03-09'))).toEqual({
      ok: true,
      value: { effectiveOn: '2026-03-10', endsOn: '2027-03-09', continuousSince: '2026-03-10', standing: 'new' },
    })
  })
  it('begins after the running cover for someone who renews in time', () => {
    expect(coverPeriodOf(plan, date('2026-04-01'), ended('2026-04-30'))).toMatchObject({
      value: { effectiveOn: '2026-05-01', endsOn: '2027-04-30', continuousSince: '2024-05-01', standing: 'renewing' },
    })
  })
  it('keeps continuity up to a gap of 30 days and loses it after', () => {
    expect(coverPeriodOf(plan, date('2026-05-29'), ended('2026-04-30'))).toMatchObject({
      value: { effectiveOn: '2026-05-30', continuousSince: '2024-05-01', standing: 'renewing' },
    })
    expect(coverPeriodOf(plan, date('2026-05-30'), ended('2026-04-30'))).toMatchObject({
      value: { effectiveOn: '2026-05-31', continuousSince: '2026-05-31', standing: 'new' },
    })
  })
  it('by calendar year begins on 1 January at the earliest and ends on 31 December', () => {
    expect(coverPeriodOf(plan, date('2026-11-22'), undefined, 2027)).toMatchObject({
      value: { effectiveOn: '2027-01-01', endsOn: '2027-12-31' },
    })
    expect(coverPeriodOf(plan, date('2027-02-01'), ended('2027-03-15'), 2027)).toMatchObject({
      value: { effectiveOn: '2027-03-16', endsOn: '2027-12-31', standing: 'renewing' },
    })
  })
  it('is refused where no day of the calendar year is left', () => {
    expect(coverPeriodOf(plan, date('2026-12-31'), undefined, 2026)).toMatchObject({
      refusal: { code: 'calendar-year-over', firstDay: '2027-01-01' },
    })
    expect(coverPeriodOf(plan, date('2026-12-30'), undefined, 2026).ok).toBe(true)
  })
  it('is never in the past and never overlaps the running cover', () => {
    const day = fc.integer({ min: 0, max: 4_000 }).map((days) => addDays(date('2023-01-01'), days))
    fc.assert(
      fc.property(day, day, (confirmedOn, endsOn) => {
        const made = coverPeriodOf(plan, confirmedOn, { endsOn, continuousSince: addDays(endsOn, -364) })
        if (!made.ok) throw new Error(made.refusal.code)
        expect(daysBetween(confirmedOn, made.value.effectiveOn)).toBeGreaterThan(0)
        expect(daysBetween(endsOn, made.value.effectiveOn)).toBeGreaterThan(0)
      }),
    )
  })
  it('may be renewed from 60 days before its end', () => {
    expect(renewableFrom(plan, date('2026-12-31'))).toBe('2026-11-01')
    expect(blocksRenewal(plan, date('2026-12-31'), date('2026-10-31'))).toBe(true)
    expect(blocksRenewal(plan, date('2026-12-31'), date('2026-11-01'))).toBe(false)
  })
})

describe('an offer', () => {
  const offer = {
    planCode: 'sample',
    version: '1',
    sellsFrom: date('2026-10-01'),
    sellsUntil: date('2026-12-20'),
    calendarYear: 2027,
  }
  it('sells from its first to its last day', () => {
    expect(judgeSale(offer, date('2026-09-30'))).toMatchObject({ refusal: { code: 'not-yet-on-sale' } })
    expect(judgeSale(offer, date('2026-10-01')).ok).toBe(true)
    expect(judgeSale(offer, date('2026-12-20')).ok).toBe(true)
    expect(judgeSale(offer, date('2026-12-21'))).toMatchObject({ refusal: { code: 'no-longer-on-sale' } })
  })
  it('ends today or on a later day that it reaches, and not once it is over', () => {
    const today = date('2026-11-10')
    const code = (asked?: string, on = today) => {
      const judged = judgeOfferEnd(offer, asked === undefined ? undefined : date(asked), on)
      return judged.ok ? judged.value : judged.refusal.code
    }
    expect(code()).toBe(today)
    expect(code('2027-01-31')).toBe('2027-01-31')
    expect(code('2026-11-09')).toBe('sale-end-past')
    expect(code(undefined, date('2026-09-30'))).toBe('sale-ends-before-start')
    expect(code(undefined, date('2026-12-21'))).toBe('offer-ended')
    expect(code('2027-01-31', date('2026-12-21'))).toBe('2027-01-31')
  })
})
