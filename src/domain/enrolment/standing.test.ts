import { describe, expect, it } from 'vitest'
import type { PlanVersion } from '../plans/plan-version.ts'
import { date } from '../shared/calendar-date.ts'
import { cents } from '../shared/cents.ts'
import { judgeStanding, standingSince, type StandingRecord } from './standing.ts'

const plan: PlanVersion = {
  code: 'sample',
  version: '1',
  name: 'sample',
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
const today = date('2026-11-10')
const rules = { plan, calendarYear: undefined, shares: 1, cap: 2, requiredName: '主活动', today }
const cover = (endsOn: string, other: Partial<StandingRecord> = {}): StandingRecord => ({
  planCode: 'sample',
  category: 'critical',
  elsewhere: false,
  shares: 1,
  cover: { firstDay: date('2026-01-01'), endsOn: date(endsOn), continuousSince: date('2025-01-01') },
  ...other,
})
const hold = (other: Partial<StandingRecord> = {}): StandingRecord => {
  const { cover: _none, ...held } = cover('2026-12-31', other)
  return held
}
const codes = (records: StandingRecord[], beside: Parameters<typeof judgeStanding>[2] = [], more = {}) =>
  judgeStanding({ ...rules, ...more }, records, beside).problems.map(({ code }) => code)

describe('someone in a roster', () => {
  it('who is covered nowhere starts tomorrow as new', () => {
    expect(judgeStanding(rules, [], [])).toEqual({ firstDay: '2026-11-11', standing: 'new', problems: [] })
  })
  it('renews from 60 days before the end, from the day after it, whichever unit has the cover', () => {
    const renewing = { firstDay: '2027-01-10', standing: 'renewing', problems: [] }
    expect(judgeStanding(rules, [cover('2027-01-09')], [])).toEqual(renewing)
    expect(judgeStanding(rules, [cover('2027-01-09', { elsewhere: true })], [])).toEqual(renewing)
    expect(codes([cover('2027-01-10')])).toEqual(['covered-here'])
    expect(codes([cover('2027-01-10', { elsewhere: true })])).toEqual(['covered-elsewhere'])
  })
  it('comes new after a gap of more than 30 days', () => {
    expect(judgeStanding(rules, [cover('2026-10-12')], []).standing).toBe('renewing')
    expect(judgeStanding(rules, [cover('2026-10-11')], []).standing).toBe('new')
    expect(standingSince(plan, today) <= '2026-10-12').toBe(true)
  })
  it('is refused while in flight here or elsewhere', () => {
    expect(codes([hold()])).toEqual(['in-flight-here'])
    expect(codes([hold({ elsewhere: true })])).toEqual(['covered-elsewhere'])
  })
  it('may hold the cap of the category over all plans and units, and no share more', () => {
    const other = { planCode: 'other', shares: 1 }
    expect(codes([cover('2027-05-01', { ...other, elsewhere: true })])).toEqual([])
    expect(codes([cover('2027-05-01', { ...other, shares: 2 })])).toEqual(['too-many-shares'])
    expect(codes([hold(other), cover('2027-05-01', { ...other, planCode: 'third' })])).toEqual(['too-many-shares'])
    expect(codes([], [{ planCode: 'other', category: 'critical', shares: 2 }])).toEqual(['too-many-shares'])
    expect(codes([], [{ planCode: 'other', category: 'women', shares: 2 }])).toEqual([])
  })
  it('is not held against the cap for a cover that ends before the first day, nor for the one being renewed', () => {
    expect(codes([cover('2026-11-10', { planCode: 'other', shares: 2 })])).toEqual([])
    expect(codes([cover('2026-12-31', { shares: 2 })])).toEqual([])
  })
  it('is held against the cap for a cover that begins within the new one, by the most that stand on a day', () => {
    const from = (firstDay: string, endsOn: string, shares: number): StandingRecord => {
      const period = { firstDay: date(firstDay), endsOn: date(endsOn), continuousSince: date(firstDay) }
      return cover(endsOn, { planCode: 'other', shares, elsewhere: true, cover: period })
    }
    const tooMany = { code: 'too-many-shares', most: 2, standing: 2 }
    expect(judgeStanding(rules, [from('2027-01-01', '2027-12-31', 2)], []).problems).toEqual([tooMany])
    expect(codes([from('2027-11-10', '2028-11-09', 2)])).toEqual(['too-many-shares'])
    expect(codes([from('2027-11-11', '2028-11-10', 2)])).toEqual([])
    // A cover and its renewal follow each other: they never stand together.
    expect(codes([from('2026-01-01', '2026-12-31', 1), from('2027-01-01', '2027-12-31', 1)])).toEqual([])
  })
  it('needs the required plan standing on the first day or in the same enrolment', () => {
    const requiring = { plan: { ...plan, requires: { plan: 'main', clause: '1' } } }
    expect(codes([], [], requiring)).toEqual(['main-plan-missing'])
    expect(codes([], [{ planCode: 'main', category: 'women', shares: 1 }], requiring)).toEqual([])
    expect(codes([cover('2026-11-11', { planCode: 'main', category: 'women' })], [], requiring)).toEqual([])
    expect(codes([cover('2026-11-10', { planCode: 'main', category: 'women' })], [], requiring)).toEqual([
      'main-plan-missing',
    ])
  })
  it('cannot be enrolled for a calendar year that the running cover reaches past', () => {
    expect(codes([cover('2026-12-31')], [], { calendarYear: 2026 })).toEqual(['covered-here'])
    expect(judgeStanding({ ...rules, calendarYear: 2027 }, [cover('2026-12-31')], [])).toMatchObject({
      firstDay: '2027-01-01',
      problems: [],
    })
  })
})
