import { expect, it } from 'vitest'
import { cents } from '../shared/cents.ts'
import { approvesHere, judgeLimit, nextAfterSecondReview } from './approval-threshold.ts'

const facts = (eventTotal: number, threshold: number, limit: number | null) => ({
  eventTotal: cents(eventTotal),
  threshold: cents(threshold),
  limit: limit === null ? null : cents(limit),
})

it.each([
  [100, 100, null, 'payable'],
  [101, 100, null, 'approval'],
  // A high limit of one's own does not lift the office's threshold.
  [101, 100, 500, 'approval'],
  [90, 100, 89, 'approval'],
  [90, 100, 90, 'payable'],
] as const)('%i of %i with a limit of %s leads to %s', (total, threshold, limit, next) => {
  expect(nextAfterSecondReview(facts(total, threshold, limit))).toBe(next)
})

it('whoever approves has a limit for it, by default the threshold', () => {
  expect(judgeLimit(facts(100, 100, null)).ok).toBe(true)
  expect(judgeLimit(facts(101, 100, 101)).ok).toBe(true)
  expect(judgeLimit(facts(101, 100, null))).toEqual({
    ok: false,
    refusal: { code: 'claim-beyond-limit', total: 101, limit: 100 },
  })
})

it('an amount that nobody here may approve is approved above', () => {
  const amounts = { eventTotal: cents(101), threshold: cents(100) }
  expect(approvesHere([], amounts)).toBe(false)
  expect(approvesHere([null, cents(100)], amounts)).toBe(false)
  expect(approvesHere([null, cents(101)], amounts)).toBe(true)
})
