import { expect, it } from 'vitest'
import { date } from '../shared/calendar-date.ts'
import { judgeDaysLeft, lastDayToConfirm } from './days-left.ts'

const plan = { name: '综合' }
const open = { plan, calendarYear: undefined }
const thisYear = { plan, calendarYear: 2026 }
const nextYear = { plan, calendarYear: 2027 }

it('money for a calendar year is confirmed by 30 December, since cover begins the day after', () => {
  expect(lastDayToConfirm([nextYear, open, thisYear])).toBe('2026-12-30')
  expect(lastDayToConfirm([open])).toBeUndefined()
  expect(judgeDaysLeft([nextYear, thisYear], date('2026-12-30')).ok).toBe(true)
  expect(judgeDaysLeft([nextYear, thisYear], date('2026-12-31'))).toEqual({
    ok: false,
    refusal: { code: 'no-days-left', plan: '综合', calendarYear: 2026 },
  })
  expect(judgeDaysLeft([open], date('2026-12-31')).ok).toBe(true)
})
