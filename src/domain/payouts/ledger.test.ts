import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cents } from '../shared/cents.ts'
import { isBalanced, paymentLines, reversed } from './ledger.ts'

it('a payment balances, its reversal balances, and both together move nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9_999_999_999 }), (fen) => {
      const payment = paymentLines(cents(fen))
      const reversal = payment.map((line) => reversed(line))
      expect(isBalanced(payment) && isBalanced(reversal)).toBe(true)
      for (const account of ['benefit', 'bank'])
        expect(isBalanced([...payment, ...reversal].filter((line) => line.account === account))).toBe(true)
    }),
  )
})
it('one side alone does not balance', () => {
  expect(isBalanced(paymentLines(cents(5)).slice(1))).toBe(false)
})
