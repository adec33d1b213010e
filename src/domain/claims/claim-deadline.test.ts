import { describe, expect, it } from 'vitest'
import { date } from '../shared/calendar-date.ts'
import { claimDeadline, countedFromDay, lastDischarge } from './claim-deadline.ts'

const plan = { claimDeadlineYears: 2 }
const stays = (...days: string[]) => days.map((dischargedOn) => ({ dischargedOn }))

describe('the time to claim', () => {
  it('ends on the same day two years later, from 29 February on the 28th', () => {
    expect(claimDeadline(plan, date('2025-03-01'))).toBe('2027-03-01')
    expect(claimDeadline(plan, date('2024-02-29'))).toBe('2026-02-28')
  })
  it('counts from the latest discharge, from the event where there is none', () => {
    const from = (...days: string[]) => countedFromDay('illness-inpatient', date('2024-11-20'), stays(...days))
    expect(from('2025-03-01', '2024-12-01')).toBe('2025-03-01')
    expect(from('')).toBe('2024-11-20')
    expect(lastDischarge(stays('', '2025-03-01', '2025-02-28'))).toEqual({ at: 1, on: '2025-03-01' })
  })
  it('counts from the diagnosis where no stay is paid', () => {
    expect(countedFromDay('critical-illness', date('2024-11-20'), stays('2025-03-01'))).toBe('2024-11-20')
  })
})
