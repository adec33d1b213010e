import { describe, expect, it } from 'vitest'
import type { BenefitTerms } from '../plans/benefit-terms.ts'
import { date } from '../shared/calendar-date.ts'
import { instantOf } from '../shared/time.ts'
import { companionKinds, excludeEachOther } from './companion-kinds.ts'
import { coverOfDay } from './cover-of-day.ts'
import { eligibilityOf, type ClaimableCover, type EligibilityFacts } from './eligibility.ts'
import { blocksSearch, maySearch, UNKNOWN_PER_HOUR } from './search-limit.ts'

const illness = {
  kind: 'women-illness',
  waiting: { lastDay: 30, clause: '1' },
  waitingWaivedOnRenewal: true,
  endedBy: ['women-illness'],
  oncePerDiagnosis: true,
} as unknown as BenefitTerms
const accident = {
  kind: 'accident-inpatient',
  waitingWaivedOnRenewal: false,
  endedBy: [],
  oncePerDiagnosis: false,
} as unknown as BenefitTerms
const disability = { ...accident, kind: 'disability', shape: 'disability' } as unknown as BenefitTerms
const plan = { benefits: [illness, accident, disability], claimDeadlineYears: 2 }
const cover: ClaimableCover = {
  effectiveOn: date('2026-03-01'),
  endsOn: date('2027-02-28'),
  continuousSince: date('2026-03-01'),
}
const facts = (incidentOn: string, more: Partial<EligibilityFacts> = {}): EligibilityFacts => ({
  incidentOn: date(incidentOn),
  today: date('2026-11-10'),
  diedOn: undefined,
  used: [],
  open: [],
  ...more,
})
const whyNot = (kind: string, of: EligibilityFacts, under = cover) =>
  eligibilityOf(plan, under, of).find((one) => one.kind === kind)?.why

describe('a kind under a cover on the day of an event', () => {
  it('is payable from the first day of cover to the last, both inside', () => {
    expect(whyNot('accident-inpatient', facts('2026-02-28'))).toEqual({ code: 'cover-begins-later', on: '2026-03-01' })
    expect(whyNot('accident-inpatient', facts('2026-03-01'))).toBeUndefined()
    expect(whyNot('accident-inpatient', facts('2027-02-28'))).toBeUndefined()
    expect(whyNot('accident-inpatient', facts('2027-03-01'))).toEqual({ code: 'cover-ended', on: '2027-02-28' })
  })
  it('waits to the last day of waiting, and no day longer', () => {
    expect(whyNot('women-illness', facts('2026-03-30'))).toEqual({ code: 'in-waiting', on: '2026-03-30' })
    expect(whyNot('women-illness', facts('2026-03-31'))).toBeUndefined()
  })
  it('does not wait again on renewal where the plan waives it, and does where it does not', () => {
    const renewed = { ...cover, continuousSince: date('2025-03-01') }
    expect(whyNot('women-illness', facts('2026-03-01'), renewed)).toBeUndefined()
    const strict = { ...plan, benefits: [{ ...illness, waitingWaivedOnRenewal: false }] }
    const [judged] = eligibilityOf(strict, renewed, facts('2026-03-01'))
    expect(judged?.why).toEqual({ code: 'in-waiting', on: '2026-03-30' })
  })
  it('is ended by a payment, and not by a zero or another kind', () => {
    const paid = { kind: 'women-illness', on: date('2026-05-01'), money: 1 } as const
    expect(whyNot('women-illness', facts('2026-06-01', { used: [paid] }))).toEqual({
      code: 'benefit-ended',
      kind: 'women-illness',
      on: '2026-05-01',
    })
    expect(whyNot('women-illness', facts('2026-06-01', { used: [{ ...paid, money: 0 }] }))).toBeUndefined()
    expect(whyNot('accident-inpatient', facts('2026-06-01', { used: [paid] }))).toBeUndefined()
  })
  it('is claimed once per event at a time: another day is another event', () => {
    const open = [{ kind: 'accident-inpatient', on: date('2026-06-01'), number: 'CL1' }] as const
    expect(whyNot('accident-inpatient', facts('2026-06-01', { open }))).toEqual({
      code: 'already-claimed',
      number: 'CL1',
    })
    expect(whyNot('accident-inpatient', facts('2026-06-02', { open }))).toBeUndefined()
    expect(whyNot('women-illness', facts('2026-06-01', { open }))).toBeUndefined()
  })
  it('is not paid a second time for the same event, where it is a sum; costs of another invoice are', () => {
    const paid = (kind: 'disability' | 'accident-inpatient') => ({ kind, on: date('2026-06-01'), money: 1 })
    const used = [paid('disability'), paid('accident-inpatient')]
    expect(whyNot('disability', facts('2026-06-01', { used }))).toEqual({ code: 'event-paid', on: '2026-06-01' })
    expect(whyNot('disability', facts('2026-06-02', { used }))).toBeUndefined()
    expect(whyNot('accident-inpatient', facts('2026-06-01', { used }))).toBeUndefined()
  })
  it('is taken up to the same day two years after the diagnosis', () => {
    const today = (on: string) => facts('2026-06-01', { today: date(on) })
    expect(whyNot('women-illness', today('2028-06-01'))).toBeUndefined()
    expect(whyNot('women-illness', today('2028-06-02'))).toEqual({ code: 'deadline-passed', on: '2028-06-01' })
  })
  it('of a stay is not too late by its admission: the discharge decides, which nobody knows yet', () => {
    const judged = (today: string) => {
      const all = eligibilityOf(plan, cover, facts('2026-06-01', { today: date(today) }))
      return all.find(({ kind }) => kind === 'accident-inpatient')
    }
    expect(judged('2028-06-01')).toEqual({ kind: 'accident-inpatient', deadline: undefined, why: undefined })
    expect(judged('2028-06-02')?.why).toEqual({ code: 'deadline-from-discharge', on: '2028-06-01' })
  })
  it('is refused for what happened after a death, and taken for the day itself', () => {
    const diedOn = date('2026-06-01')
    expect(whyNot('accident-inpatient', facts('2026-06-01', { diedOn }))).toBeUndefined()
    expect(whyNot('accident-inpatient', facts('2026-06-02', { diedOn }))).toEqual({
      code: 'died-before',
      on: '2026-06-01',
    })
  })
  it('is listed once where a plan grants it twice, payable where either is', () => {
    const twice = { ...plan, benefits: [illness, { ...illness, waiting: undefined } as unknown as BenefitTerms] }
    expect(eligibilityOf(twice, cover, facts('2026-03-02'))).toEqual([
      { kind: 'women-illness', deadline: '2028-03-02', why: undefined },
    ])
  })
})

describe('the cover that an event belongs to', () => {
  const period = (effectiveOn: string, endsOn: string) => ({ effectiveOn: date(effectiveOn), endsOn: date(endsOn) })
  const [first, second] = [period('2024-01-01', '2024-12-31'), period('2026-01-01', '2026-12-31')]
  it('is the one in force, else the last that ended, else the first to come', () => {
    expect(coverOfDay([second, first], date('2026-01-01'))).toBe(second)
    expect(coverOfDay([second, first], date('2025-06-01'))).toBe(first)
    expect(coverOfDay([second, first], date('2023-06-01'))).toBe(first)
    expect(coverOfDay([], date('2023-06-01'))).toBeUndefined()
  })
})

describe('kinds of one event', () => {
  it('bring the allowance with a stay, and never illness and accident of one stay', () => {
    expect(companionKinds('illness-inpatient')).toEqual(['illness-inpatient', 'hospital-allowance'])
    expect(companionKinds('disability')).toEqual(['disability'])
    expect(excludeEachOther('illness-inpatient', 'accident-inpatient')).toBe(true)
    expect(excludeEachOther('illness-inpatient', 'illness-inpatient')).toBe(false)
    expect(excludeEachOther('illness-inpatient', 'hospital-allowance')).toBe(false)
  })
})

describe('searches for unknown persons', () => {
  const minutes = (...at: number[]) => at.map((minute) => instantOf(minute * 60_000))
  const one = (minute: number) => instantOf(minute * 60_000)
  const nineteen = minutes(...Array.from({ length: UNKNOWN_PER_HOUR - 1 }, (_, index) => index))
  it('are blocked for an hour by the twentieth within an hour, told once', () => {
    expect(maySearch(nineteen, one(19)).ok).toBe(true)
    expect(blocksSearch(nineteen, one(19))).toBe(true)
    const twenty = [...nineteen, one(19)]
    expect(maySearch(twenty, one(19)).ok).toBe(false)
    expect(maySearch(twenty, one(78)).ok).toBe(false)
    expect(maySearch(twenty, one(79)).ok).toBe(true)
    expect(blocksSearch(twenty, one(30))).toBe(false)
  })
  it('are not where the twentieth comes an hour after the first', () => {
    expect(blocksSearch(nineteen, one(60))).toBe(false)
  })
  it('are listed over days without ever adding up', () => {
    const daily = Array.from({ length: 40 }, (_, index) => one(index * 120))
    expect(maySearch(daily, one(40 * 120)).ok).toBe(true)
  })
})
