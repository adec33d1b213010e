import { expect, test } from 'vitest'
import { shownText } from './roster-document.ts'

const number = (text: string) => ({ text, kind: 'number' as const })

test('a number cell is shown as a person reads it', () => {
  expect(shownText('phone', number('1.9912345678E10'))).toBe('19912345678')
  expect(shownText('born', number('33000'))).toBe('1990-05-07')
  expect(shownText('born', number('33000.5'))).toBe('1990-05-07')
  expect(shownText('born', number('1.9900507E7'))).toBe('1990-05-07')
  expect(shownText('idNumber', number('1.23456789E8'))).toBe('123456789')
})
test('what is no number cell, or lost its digits, stays as it came', () => {
  expect(shownText('phone', { text: '1.9912E+10', kind: 'untyped' })).toBe('1.9912E+10')
  expect(shownText('born', { text: '33000', kind: 'text' })).toBe('33000')
  expect(shownText('idNumber', number('3.79901199001010011E17'))).toBe('3.79901199001010011E17')
  expect(shownText('name', undefined)).toBe('')
})
