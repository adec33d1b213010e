import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupedBankCard, maskBankCard, parseBankCard, withCheckDigit } from './bank-card.ts'

describe('a bank card', () => {
  it('is taken with 12 to 19 digits, spaces and hyphens dropped', () => {
    expect(parseBankCard('6222020909003029')).toEqual({
      ok: true,
      value: { bankCard: '6222020909003029', checkDigit: 'right' },
    })
    expect(parseBankCard(' ６222 0209-0900\u20113029\u200b')).toMatchObject({ value: { bankCard: '6222020909003029' } })
    expect(parseBankCard('123456789012')).toMatchObject({ ok: true })
    expect(parseBankCard('1234567890123456789')).toMatchObject({ ok: true })
  })
  it('that fails Luhn is taken and told', () => {
    expect(parseBankCard('6222020909003028')).toMatchObject({ ok: true, value: { checkDigit: 'wrong' } })
    expect(parseBankCard('6222020909003028973')).toMatchObject({ ok: true, value: { checkDigit: 'wrong' } })
  })
  it('is refused for what is no digit, then for its length', () => {
    expect(parseBankCard('')).toMatchObject({ refusal: { code: 'bank-card-missing' } })
    expect(parseBankCard('62220209090O3029')).toMatchObject({
      refusal: { code: 'bank-card-character', position: 12, character: 'O' },
    })
    expect(parseBankCard('6.22202E+15')).toMatchObject({ refusal: { code: 'bank-card-character', position: 2 } })
    expect(parseBankCard('12345678901')).toMatchObject({ refusal: { code: 'bank-card-length', length: 11 } })
    expect(parseBankCard('1'.repeat(20))).toMatchObject({ refusal: { code: 'bank-card-length', length: 20 } })
  })
  it('shows any single wrong digit', () => {
    const digit = fc.integer({ min: 0, max: 9 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 15 }), digit, (at, other) => {
        const right = '6222020909003029'
        fc.pre(right[at] !== String(other))
        const mistyped = right.slice(0, at) + String(other) + right.slice(at + 1)
        expect(parseBankCard(mistyped)).toMatchObject({ value: { checkDigit: 'wrong' } })
      }),
    )
  })
  it('is made with the check digit that is then right', () => {
    const digits = fc.bigInt(10n ** 10n, 10n ** 18n - 1n).map(String)
    fc.assert(
      fc.property(digits, (before) => {
        expect(parseBankCard(withCheckDigit(before))).toMatchObject({ value: { checkDigit: 'right' } })
      }),
    )
    expect(withCheckDigit('622202090900302')).toBe('6222020909003029')
  })
  it('shows only its last four digits in lists', () => {
    expect(maskBankCard('6222020909003029')).toBe('************3029')
    expect(maskBankCard('123')).toBe('***')
    expect(maskBankCard('1234')).toBe('****')
    expect(groupedBankCard('6222020909003029')).toBe('6222 0209 0900 3029')
    expect(groupedBankCard('6222020909003029123')).toBe('6222 0209 0900 3029 123')
  })
})
