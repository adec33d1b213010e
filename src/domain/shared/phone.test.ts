import { describe, expect, it } from 'vitest'
import { maskPhone, parsePhone } from './phone.ts'

describe('a mobile number', () => {
  it.each([
    '19912345678',
    '199 1234 5678',
    '199-1234-5678',
    '+86 199 1234 5678',
    '１９９１２３４５６７８',
    "'19912345678",
  ])('is read however it was typed: %j', (typed) =>
    expect(parsePhone(typed)).toEqual({ ok: true, value: '19912345678' }),
  )

  it.each([
    ['', 'phone-missing'],
    ['12', 'phone-malformed'],
    ['29912345678', 'phone-malformed'],
    ['12912345678', 'phone-malformed'],
    ['199123456789', 'phone-malformed'],
    ['0539-7654321', 'phone-malformed'],
  ])('%j is refused: %s', (typed, code) => expect(parsePhone(typed)).toEqual({ ok: false, refusal: { code } }))

  it('shows its ends when masked', () => {
    expect(maskPhone('19912345678')).toBe('199****5678')
  })
})
