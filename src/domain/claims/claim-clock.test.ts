import { expect, it } from 'vitest'
import { date } from '../shared/calendar-date.ts'
import { instantOf, shanghaiTime } from '../shared/time.ts'
import { daysLeft, deskDueAt, promiseOf } from './claim-clock.ts'

const at = (text: string) => instantOf(Date.parse(`${text}:00+08:00`))
const none = new Map()
const monday = at('2026-11-09T10:00')

it('promises a decision within ten working days, holidays not counted', () => {
  expect(promiseOf(monday, { total: 10, left: null }, none)).toBe('2026-11-23')
  const holiday = new Map([[date('2026-11-11'), false]])
  expect(promiseOf(monday, { total: 10, left: null }, holiday)).toBe('2026-11-24')
})

it('stops while the case is with the unit, and goes on with the days that were left', () => {
  const left = daysLeft(at('2026-11-12T17:00'), date('2026-11-23'), none)
  expect(left).toBe(7)
  expect(promiseOf(at('2026-12-07T09:00'), { total: 10, left }, none)).toBe('2026-12-16')
})

it('has nothing left once the promise is broken, and then gives a day', () => {
  expect(daysLeft(at('2026-11-24T09:00'), date('2026-11-23'), none)).toBe(0)
  expect(promiseOf(monday, { total: 10, left: 0 }, none)).toBe('2026-11-10')
})

it('gives the first desk its own days, and none beyond the promise', () => {
  const due = (desk: 'first-review' | 'approval', promisedOn: string) =>
    shanghaiTime(deskDueAt(monday, desk, { firstReview: 3, promisedOn: date(promisedOn) }, none))
  expect(due('first-review', '2026-11-23')).toBe('2026-11-13 00:00:00')
  expect(due('first-review', '2026-11-10')).toBe('2026-11-11 00:00:00')
  expect(due('approval', '2026-11-23')).toBe('2026-11-24 00:00:00')
})
