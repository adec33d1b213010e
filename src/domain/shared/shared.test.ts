import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addYears, ageOn, date, daysBetween, lastDayOfTerm } from './calendar-date.ts'
import { atRate, cents, formatYuan, formatYuanGrouped, parseYuan } from './cents.ts'
import { businessDay, instantOf } from './time.ts'

describe('money', () => {
  it('is parsed from decimal yuan and printed with two decimals', () => {
    expect(parseYuan('1234.5')).toEqual({ ok: true, value: 123450 })
    expect(parseYuan('1.234').ok).toBe(false)
    expect(parseYuan('100000000').ok).toBe(false)
    expect(formatYuan(cents(-12000))).toBe('-120.00')
    expect(formatYuanGrouped(cents(1864000))).toBe('18,640.00')
    expect(formatYuanGrouped(cents(-9_999_999_905))).toBe('-99,999,999.05')
    expect([0, 5, 99_900, 100_000].map((fen) => formatYuanGrouped(cents(fen)))).toEqual([
      '0.00',
      '0.05',
      '999.00',
      '1,000.00',
    ])
  })
  it('rounds half-up to the fen', () => {
    expect(atRate(cents(173383), 7000)).toBe(121368)
    expect(atRate(cents(173384), 7000)).toBe(121369)
    expect(atRate(cents(173385), 7000)).toBe(121370)
  })
  it('agrees with exact arithmetic for every amount and rate', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.integer({ min: 0, max: 10_000 }), (amount, rate) => {
        const exact = (BigInt(amount) * BigInt(rate) + 5_000n) / 10_000n
        expect(atRate(cents(amount), rate)).toBe(Number(exact))
      }),
    )
  })
})

describe('a calendar date', () => {
  it('counts days as the calendar does', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), (days) => {
        const expected = new Date(Date.UTC(1930, 0, 1) + days * 86_400_000).toISOString().slice(0, 10)
        expect(addDays(date('1930-01-01'), days)).toBe(expected)
        expect(daysBetween(date('1930-01-01'), date(expected))).toBe(days)
      }),
    )
  })
  it('ends a term the day before the same day of the year', () => {
    expect(lastDayOfTerm(date('2026-01-01'), 1)).toBe('2026-12-31')
    expect(lastDayOfTerm(date('2028-02-29'), 1)).toBe('2029-02-28')
    expect(lastDayOfTerm(date('2027-03-01'), 1)).toBe('2028-02-29')
    expect(addYears(date('2028-02-29'), 4)).toBe('2032-02-29')
  })
  it('completes a year of age on the birthday', () => {
    expect(ageOn(date('1966-12-01'), date('2026-11-30'))).toBe(59)
    expect(ageOn(date('1966-12-01'), date('2026-12-01'))).toBe(60)
  })
})

describe('a business day', () => {
  it('turns at midnight in Shanghai', () => {
    expect(businessDay(instantOf(Date.UTC(2026, 10, 21, 15, 59, 59)))).toBe('2026-11-21')
    expect(businessDay(instantOf(Date.UTC(2026, 10, 21, 16, 0, 0)))).toBe('2026-11-22')
  })
})
