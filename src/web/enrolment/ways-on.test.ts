import { expect, test } from 'vitest'
import { creditIn, waysOnOfFinance, waysOnOfUnit } from './ways-on.ts'

test('finance gets back to money and invoice files after 到账确认, and of what is void', () => {
  expect(waysOnOfFinance('payment')).toEqual(['money'])
  expect(waysOnOfFinance('confirmed')).toEqual(['money'])
  expect(waysOnOfFinance('void')).toEqual(['money'])
  expect(waysOnOfFinance('submitted')).toEqual([])
})

test('a unit finds its invoices and the account to pay to in every state that has them', () => {
  expect(waysOnOfUnit('draft')).toEqual(['enter'])
  expect(waysOnOfUnit('submitted')).toEqual([])
  expect(waysOnOfUnit('invoicing')).toEqual(['invoices'])
  expect(waysOnOfUnit('payment')).toEqual(['invoices-and-account'])
  expect(waysOnOfUnit('confirmed')).toEqual(['invoices-and-account', 'certificates'])
  expect(waysOnOfUnit('void')).toEqual(['invoices-and-account'])
})

test('what came beyond what is due is told, and nothing else', () => {
  expect(creditIn({ total: '298000.00', paid: '299200.00' })).toBe('1,200.00')
  expect(creditIn({ total: '298000.00', paid: '298000.00' })).toBeUndefined()
  expect(creditIn({ total: '298000.00', paid: '100.00' })).toBeUndefined()
})
