import { describe, expect, it } from 'vitest'
import { date } from './calendar-date.ts'
import { parseHolidayFile } from './holiday-file.ts'
import { instantOf } from './time.ts'
import { addWorkingDays, dueAfter, isWorkingDay, type WorkingCalendar } from './working-days.ts'

const NONE: WorkingCalendar = new Map()
/** National Day of 2026: seven days off, for which two weekend days are worked. */
const AUTUMN: WorkingCalendar = new Map([
  [date('2026-09-20'), true],
  ...[1, 2, 3, 4, 5, 6, 7].map((day) => [date(`2026-10-0${day}`), false] as const),
  [date('2026-10-10'), true],
])

describe('a working day', () => {
  it('is Monday to Friday where no calendar says otherwise', () => {
    const week = [9, 10, 11, 12, 13, 14, 15].map((day) => date(`2026-11-${String(day).padStart(2, '0')}`))
    expect(week.map((day) => isWorkingDay(day, NONE))).toEqual([true, true, true, true, true, false, false])
    expect(isWorkingDay(date('2023-12-31'), NONE)).toBe(false)
  })
  it('is no public holiday, and is a weekend day that is worked in exchange', () => {
    expect(isWorkingDay(date('2026-10-01'), AUTUMN)).toBe(false)
    expect(isWorkingDay(date('2026-10-10'), AUTUMN)).toBe(true)
    expect(isWorkingDay(date('2026-10-11'), AUTUMN)).toBe(false)
  })
})

describe('working days from a day', () => {
  it('do not count the day itself', () => {
    expect(addWorkingDays(date('2026-11-09'), 0, NONE)).toBe('2026-11-09')
    expect(addWorkingDays(date('2026-11-09'), 3, NONE)).toBe('2026-11-12')
    expect(addWorkingDays(date('2026-11-14'), 1, NONE)).toBe('2026-11-16')
  })
  it('pass over the holidays and take in the days worked in exchange', () => {
    expect(addWorkingDays(date('2026-09-30'), 1, AUTUMN)).toBe('2026-10-08')
    expect(addWorkingDays(date('2026-09-30'), 3, AUTUMN)).toBe('2026-10-10')
    expect(addWorkingDays(date('2026-09-30'), 3, NONE)).toBe('2026-10-05')
    expect(addWorkingDays(date('2026-09-18'), 1, AUTUMN)).toBe('2026-09-20')
  })
  it('end with the last of them, in Shanghai', () => {
    const now = instantOf(Date.parse('2026-09-30T23:30:00+08:00'))
    expect(dueAfter(now, 3, AUTUMN)).toBe(Date.parse('2026-10-11T00:00:00+08:00'))
  })
  it('are never fewer than none', () => {
    expect(() => addWorkingDays(date('2026-11-09'), -1, NONE)).toThrow(RangeError)
  })
})

describe('a file of holidays', () => {
  it('holds a day a line, as spreadsheets save it', () => {
    expect(parseHolidayFile('\ufeff日期,安排,名称\r\n2026-10-01,休,国庆节\r\n\r\n# 调休\r\n2026-10-10,班\r\n')).toEqual(
      {
        ok: true,
        value: [
          { day: '2026-10-01', working: false, name: '国庆节' },
          { day: '2026-10-10', working: true, name: '' },
        ],
      },
    )
  })
  it.each([
    ['2026-10-01,休\n2026-02-30,休', { code: 'holiday-line-malformed', line: 2 }],
    ['2026-10-01,放假', { code: 'holiday-line-malformed', line: 1 }],
    ['2026-10-01,休\n2026-10-01,班', { code: 'holiday-twice', line: 2, day: '2026-10-01' }],
    ['\n日期', { code: 'holiday-line-malformed', line: 2 }],
    ['日期,安排,名称\n', { code: 'holidays-missing' }],
  ])('says where it is wrong: %j', (text, refusal) => {
    expect(parseHolidayFile(text)).toEqual({ ok: false, refusal })
  })
})
