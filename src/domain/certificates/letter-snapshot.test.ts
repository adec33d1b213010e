import { expect, it } from 'vitest'
import { date } from '../shared/calendar-date.ts'
import { periodsOf, type LetterPerson } from './letter-snapshot.ts'

const person = (from: string, to: string): LetterPerson => ({
  name: '甲',
  documentNumber: '',
  workClass: '普通',
  from: date(from),
  to: date(to),
})

it('lists each period of cover once, earliest first, with its heads', () => {
  const early = person('2026-12-01', '2027-11-30')
  const late = person('2027-01-01', '2027-12-31')
  expect(periodsOf([late, early, late, person('2026-12-01', '2027-12-31')])).toEqual([
    { from: '2026-12-01', to: '2027-11-30', heads: 1 },
    { from: '2026-12-01', to: '2027-12-31', heads: 1 },
    { from: '2027-01-01', to: '2027-12-31', heads: 2 },
  ])
  expect(periodsOf([])).toEqual([])
})
