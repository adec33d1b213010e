import { expect, test } from 'vitest'
import { choosableOf, endedPlans, storedChoice, wishOf, withWish } from './choice.ts'

const offer = (offerId: string, code: string) => ({ offerId, code, name: code })
const plan = (offerId: string, planCode: string, people = 0) => {
  return { offerId, planCode, name: planCode, shares: 1, people }
}
const offers = [offer('b-26', 'b'), offer('c-26', 'c')]
/** The sale of `a` has ended. */
const plans = [plan('a-25', 'a', 300), plan('b-26', 'b')]
const all = choosableOf(plans, offers)

test('a plan that is no longer on sale stays in what is sent when another is changed', () => {
  const next = withWish(storedChoice(plans), all, offer('b-26', 'b'), 2)
  expect(wishOf(next, all)).toEqual({
    plans: [
      { offerId: 'a-25', shares: 1 },
      { offerId: 'b-26', shares: 2 },
    ],
    leaveOut: ['c'],
  })
})

test('it is told apart, and leaves when that is asked', () => {
  expect(endedPlans(plans, offers)).toEqual([plans[0]])
  const next = withWish(storedChoice(plans), all, offer('a-25', 'a'), 0)
  expect(wishOf(next, all)).toEqual({ plans: [{ offerId: 'b-26', shares: 1 }], leaveOut: ['c', 'a'] })
})

test('a new offer of the same plan takes its place, and its roster stays', () => {
  const renewed = [...offers, offer('a-26', 'a')]
  const next = withWish(storedChoice(plans), choosableOf(plans, renewed), offer('a-26', 'a'), 1)
  expect(wishOf(next, choosableOf(plans, renewed))).toEqual({
    plans: [
      { offerId: 'b-26', shares: 1 },
      { offerId: 'a-26', shares: 1 },
    ],
    leaveOut: ['c'],
  })
})
