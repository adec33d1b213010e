import { describe, expect, it, test } from 'vitest'
import type { ParticipationTerms, PlanVersion } from '../plans/plan-version.ts'
import { date } from '../shared/calendar-date.ts'
import { cents } from '../shared/cents.ts'
import { findingsOf, needsStandingOthers, type PlanFacts, type SubmissionFacts } from './submission.ts'

const plan: PlanVersion = {
  code: 'sample',
  version: '1',
  name: '样例',
  category: 'critical',
  termYears: 1,
  effectiveRule: 'day-after-payment',
  renewalWindowDays: 60,
  continuityDays: 30,
  contributions: { ordinary: { new: cents(10_000), renewing: cents(9_000) }, clause: '1' },
  shares: { max: 3, uniformWithinUnit: true, clause: '1' },
  eligibility: { ageMin: 16, ageMax: 60, idKinds: ['resident-id'], clause: '1' },
  benefits: [],
  limits: [],
  coverClause: '1',
  claimDeadlineYears: 2,
  claimDeadlineClause: '1',
  clauses: [],
}
const offer = { planCode: 'sample', version: '1', sellsFrom: date('2026-01-01'), sellsUntil: date('2026-11-30') }
const today = date('2026-11-10')
const complete: PlanFacts = {
  plan,
  offer,
  shares: 2,
  people: 80,
  women: 30,
  overAge: 0,
  standingOthers: 0,
  standingShares: undefined,
}

type Change = Partial<Omit<SubmissionFacts, 'plans'>> & { readonly plan?: Partial<PlanFacts> }

function found({ plan: changed, ...rest }: Change, on = today) {
  const facts: SubmissionFacts = {
    staffCount: 100,
    womenCount: 40,
    plans: [{ ...complete, ...changed }],
    attachments: new Set(['social-insurance']),
    importsRunning: 0,
    ...rest,
  }
  return findingsOf(facts, on)
}

const takingPart = (terms: Partial<ParticipationTerms>): PlanVersion => ({
  ...plan,
  participation: { denominator: 'all', minRate: 8_000, clause: '4', ...terms },
})
const everyone = takingPart({ everyoneBelow: 100 })
const women = takingPart({ denominator: 'women' })
const shortfall = (required: number, heads: number) => ({ required, heads, missing: required - heads })

describe('what stands against 【完成】', () => {
  it('is nothing where everything is there', () => {
    expect(found({})).toEqual([])
    expect(found({}, date('2026-11-30'))).toEqual([])
  })

  test.each<[string, Change, string, object]>([
    // The sale, in step 1.
    ['more shares than the plan takes', { plan: { shares: 4 } }, 'shares-above-most', { shares: 4, most: 3 }],
    [
      'other shares than the unit has',
      { plan: { standingShares: 1 } },
      'shares-not-uniform',
      { shares: 2, standing: 1 },
    ],
    [
      'a calendar year that has no day left',
      { plan: { offer: { ...offer, calendarYear: 2025 } } },
      'calendar-year-over',
      { calendarYear: 2025 },
    ],
    // Staff and roster, in step 2.
    ['no number of staff', { staffCount: undefined }, 'staff-missing', {}],
    [
      'no number of women, where they are counted',
      { womenCount: undefined, plan: { plan: women } },
      'women-missing',
      {},
    ],
    ['more women than staff', { womenCount: 101 }, 'women-exceed-staff', { staff: 100, womenStaff: 101 }],
    ['nobody in the roster', { plan: { people: 0, women: 0 } }, 'roster-empty', {}],
    ['more people than staff', { staffCount: 79 }, 'people-exceed-staff', { people: 80, staff: 79 }],
    ['more women than women staff', { womenCount: 29 }, 'women-people-exceed-staff', { women: 30, womenStaff: 29 }],
    [
      'too few of the staff',
      { staffCount: 101, plan: { plan: takingPart({}) } },
      'participation-too-low',
      shortfall(81, 80),
    ],
    [
      'too few of the women',
      { womenCount: 40, plan: { plan: women, people: 31, women: 31 } },
      'participation-too-low',
      { denominator: 'women', ...shortfall(32, 31) },
    ],
    [
      'someone missing in a small unit',
      { staffCount: 99, plan: { plan: everyone } },
      'participation-not-everyone',
      { everyoneBelow: 100, ...shortfall(99, 80) },
    ],
    ['an import that still runs', { importsRunning: 1 }, 'import-running', {}],
    // Papers, in step 3.
    ['no proof of social insurance', { attachments: new Set() }, 'social-insurance-missing', {}],
    ['someone over age without proof', { plan: { overAge: 2 } }, 'over-age-proof-missing', { people: 2 }],
  ])('%s', (_, change, code, facts) => {
    expect(found(change)).toMatchObject([{ code, facts }])
  })

  it('is a sale that has not begun or is over', () => {
    expect(found({}, date('2025-12-31'))).toMatchObject([
      { code: 'not-yet-on-sale', step: 'plans', planCode: 'sample', facts: { plan: '样例', sellsFrom: '2026-01-01' } },
    ])
    expect(found({}, date('2026-12-01'))).toMatchObject([
      { code: 'no-longer-on-sale', facts: { sellsUntil: '2026-11-30' } },
    ])
  })
  it('is no plan at all, and then nothing else', () => {
    const nothing = {
      staffCount: undefined,
      womenCount: undefined,
      plans: [],
      attachments: new Set<never>(),
      importsRunning: 1,
    }
    expect(findingsOf(nothing, today)).toEqual([{ code: 'no-plans', step: 'plans', facts: {} }])
  })
  it('is told all at once, in the order of the steps', () => {
    const change = {
      attachments: new Set<never>(),
      importsRunning: 1,
      staffCount: undefined,
      plan: { shares: 4, people: 0 },
    }
    expect(found(change).map(({ code, step }) => `${step} ${code}`)).toEqual([
      'plans shares-above-most',
      'roster staff-missing',
      'roster roster-empty',
      'roster import-running',
      'submission social-insurance-missing',
    ])
  })
  it('is not a number of women that nobody needs, nor shares of a plan where each may have their own', () => {
    expect(found({ womenCount: undefined })).toEqual([])
    const free = { ...plan, shares: { ...plan.shares, uniformWithinUnit: false } }
    expect(found({ plan: { plan: free, standingShares: 1 } })).toEqual([])
    expect(found({ plan: { standingShares: 2 } })).toEqual([])
  })
  it('is not the share of the staff where exactly enough take part, those with standing cover included', () => {
    expect(found({ plan: { plan: takingPart({}) } })).toEqual([])
    expect(found({ staffCount: 101, plan: { plan: takingPart({}), standingOthers: 1 } })).toEqual([])
    expect(found({ staffCount: 99, plan: { plan: everyone, standingOthers: 19 } })).toEqual([])
    expect(found({ plan: { plan: women, people: 32, women: 32 } })).toEqual([])
  })
  it('is not the proof of age once it is attached', () => {
    expect(found({ plan: { overAge: 2 }, attachments: new Set(['social-insurance', 'over-age']) })).toEqual([])
  })
})

it('people with standing cover are counted only where the roster alone is not enough', () => {
  const staff = { staffCount: 100, womenCount: 40 }
  expect(needsStandingOthers({ plan, people: 0 }, staff)).toBe(false)
  expect(needsStandingOthers({ plan: takingPart({}), people: 80 }, staff)).toBe(false)
  expect(needsStandingOthers({ plan: takingPart({}), people: 79 }, staff)).toBe(true)
  expect(needsStandingOthers({ plan: women, people: 31 }, staff)).toBe(true)
})
