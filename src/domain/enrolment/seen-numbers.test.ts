import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkCharacter } from '../shared/id-number.ts'
import { createSeenNumbers } from './seen-numbers.ts'

describe('numbers seen before', () => {
  it('are known with the row that had them first, as a plain map knows them', () => {
    const of18 = fc.stringMatching(/^[12]9{0,15}\d{0,16}$/).map((text) => text.padEnd(17, '0').slice(0, 17))
    const number = fc.oneof(
      of18.map((first17) => first17 + checkCharacter(first17)),
      fc.stringMatching(/^[A-Z]{1,3}\d{1,12}$/),
    )
    fc.assert(
      fc.property(fc.array(number, { maxLength: 300 }), (numbers) => {
        const seen = createSeenNumbers()
        const plain = new Map<string, number>()
        numbers.forEach((text, index) => {
          if (!plain.has(text)) plain.set(text, index + 1)
          expect(seen.firstRowOf(text, index + 1)).toBe(plain.get(text))
        })
      }),
    )
  })

  it('grow to hundreds of thousands', () => {
    const seen = createSeenNumbers()
    const numbers = Array.from({ length: 50_000 }, (_, n) => {
      const first17 = `379900199001${String(n).padStart(5, '0')}`
      return first17 + checkCharacter(first17)
    })
    numbers.forEach((text, index) => expect(seen.firstRowOf(text, index + 1)).toBe(index + 1))
    expect(numbers.every((text, index) => seen.firstRowOf(text, 99_999) === index + 1)).toBe(true)
  })
})
