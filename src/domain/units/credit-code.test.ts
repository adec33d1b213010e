import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { creditCodeCheckDigit, hasWrongCheckDigit, normaliseCreditCode, parseCreditCode } from './credit-code.ts'

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

describe('a credit code', () => {
  it('has the check digit of the standard', () => {
    expect(creditCodeCheckDigit('91350100M000100Y4')).toBe('3')
    for (const code of ['91350100M000100Y43', '12371300495000001P', '81371300MC0000001U'])
      expect(parseCreditCode(code)).toEqual({ ok: true, value: { creditCode: code, checkDigit: 'right' } })
  })
  it('with a wrong check digit is taken with a warning, since such codes were issued', () => {
    expect(parseCreditCode('91350211M0000XUF46')).toMatchObject({ ok: true, value: { checkDigit: 'wrong' } })
    expect(parseCreditCode('12371300495000001Q')).toMatchObject({ ok: true, value: { checkDigit: 'wrong' } })
    expect(['12371300495000001Q', '12371300495000001P', '123', ''].map(hasWrongCheckDigit)).toEqual([
      true,
      false,
      false,
      false,
    ])
  })
  it('is refused for its structure, naming the place', () => {
    expect(parseCreditCode('91350100M000100Y4Z')).toMatchObject({
      refusal: { code: 'credit-code-character', position: 18, character: 'Z' },
    })
    expect(parseCreditCode('9135O100M000100Y43')).toMatchObject({
      refusal: { code: 'credit-code-character', position: 5, character: 'O' },
    })
    expect(parseCreditCode('91A50100M000100Y43')).toMatchObject({ refusal: { position: 3, character: 'A' } })
    expect(parseCreditCode('91350100M000100Y4')).toMatchObject({
      refusal: { code: 'credit-code-length', length: 17 },
    })
    expect(parseCreditCode('单位')).toMatchObject({ refusal: { code: 'credit-code-length', length: 2 } })
    expect(parseCreditCode(' \u200b')).toMatchObject({ refusal: { code: 'credit-code-missing' } })
  })
  it('is read as people type it', () => {
    expect(normaliseCreditCode(' ９１３５０１００m000-100y4\u200b3 ')).toBe('91350100M000100Y43')
    expect(parseCreditCode('91350100 m000100y4 3')).toMatchObject({ ok: true, value: { checkDigit: 'right' } })
  })
  it('shows every single wrong character after the area code in its check digit', () => {
    const body = fc
      .array(fc.constantFrom(...ALPHABET.split('')), { minLength: 9, maxLength: 9 })
      .map((rest) => rest.join(''))
    fc.assert(
      fc.property(body, fc.integer({ min: 8, max: 16 }), fc.constantFrom(...ALPHABET.split('')), (rest, at, other) => {
        const code = `91379900${rest}`
        const whole = code + creditCodeCheckDigit(code)
        fc.pre(whole[at] !== other)
        const changed = whole.slice(0, at) + other + whole.slice(at + 1)
        expect(parseCreditCode(whole)).toMatchObject({ ok: true, value: { checkDigit: 'right' } })
        expect(parseCreditCode(changed)).toMatchObject({ ok: true, value: { checkDigit: 'wrong' } })
      }),
    )
  })
})
