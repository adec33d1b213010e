import { describe, expect, it } from 'vitest'
import { date } from '../shared/calendar-date.ts'
import { instantOf } from '../shared/time.ts'
import { reviewDueAt } from '../work-pool/review-deadline.ts'
import { lastDayToPay, unpaidStep } from './unpaid.ts'

const at = (text: string) => instantOf(Date.parse(text))

describe('a review', () => {
  it('is due at the end of the third working day', () => {
    expect(reviewDueAt(at('2026-11-09T09:00:00+08:00'), new Map())).toBe(at('2026-11-13T00:00:00+08:00'))
    expect(reviewDueAt(at('2026-11-10T23:59:59+08:00'), new Map())).toBe(at('2026-11-14T00:00:00+08:00'))
  })
  it('is not due on a weekend', () => {
    expect(reviewDueAt(at('2026-11-12T09:00:00+08:00'), new Map())).toBe(at('2026-11-18T00:00:00+08:00'))
    expect(reviewDueAt(at('2026-11-14T00:00:00+08:00'), new Map())).toBe(at('2026-11-19T00:00:00+08:00'))
  })
})

describe('an approved enrolment without money', () => {
  const unpaid = { approvedOn: date('2026-01-01'), warnedOn: undefined, unpaidDays: 60 }
  it('is warned a week before its last day', () => {
    expect(lastDayToPay(unpaid)).toBe('2026-03-02')
    expect(unpaidStep(unpaid, date('2026-02-22'))).toBeUndefined()
    expect(unpaidStep(unpaid, date('2026-02-23'))).toBe('warn')
  })
  it('is voided after it, and never less than a week after the warning', () => {
    const warned = { ...unpaid, warnedOn: date('2026-02-23') }
    expect(unpaidStep(warned, date('2026-03-02'))).toBeUndefined()
    expect(unpaidStep(warned, date('2026-03-03'))).toBe('void')
    const late = { ...unpaid, warnedOn: date('2026-03-10') }
    expect(unpaidStep(late, date('2026-03-17'))).toBeUndefined()
    expect(unpaidStep(late, date('2026-03-18'))).toBe('void')
  })
})
