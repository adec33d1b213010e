import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cents } from './cents.ts'
import { moneyWords } from './money-words.ts'

describe('an amount in capitals', () => {
  it.each([
    [0, '零元整'],
    [1, '壹分'],
    [10, '壹角整'],
    [15, '壹角伍分'],
    [100, '壹元整'],
    [105, '壹元零伍分'],
    [150, '壹元伍角整'],
    [1000, '壹拾元整'],
    [1005, '壹拾元零伍分'],
    [123456, '壹仟贰佰叁拾肆元伍角陆分'],
    [120000, '壹仟贰佰元整'],
    [140950, '壹仟肆佰零玖元伍角整'],
    [600714, '陆仟零柒元壹角肆分'],
    [168032, '壹仟陆佰捌拾元叁角贰分'],
    [10700053, '壹拾万柒仟元伍角叁分'],
    [1640902, '壹万陆仟肆佰零玖元零贰分'],
    [32504, '叁佰贰拾伍元零肆分'],
    [1000000, '壹万元整'],
    [1000100, '壹万零壹元整'],
    [1010000, '壹万零壹佰元整'],
    [10000000, '壹拾万元整'],
    [100000000000, '壹拾亿元整'],
    [100000000100, '壹拾亿零壹元整'],
    [10000100000, '壹亿零壹仟元整'],
    [10010000000, '壹亿零壹拾万元整'],
    [9999999999, '玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分'],
    [-12000, '负壹佰贰拾元整'],
  ])('%i fen', (amount, words) => {
    expect(moneyWords(cents(amount))).toBe(words)
  })

  it('can be read back to the same amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999_999 }), (amount) => {
        expect(readBack(moneyWords(cents(amount)))).toBe(amount)
      }),
    )
  })
  it('never repeats 零 and never ends a group with it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999_999_999 }), (amount) => {
        expect(moneyWords(cents(amount))).not.toMatch(/零零|零[元万亿角整]|^零/)
      }),
    )
  })
})

/** An independent reader: adds up what the words say. */
function readBack(words: string): number {
  const digits = '零壹贰叁肆伍陆柒捌玖'
  const units = new Map([
    ['拾', 10],
    ['佰', 100],
    ['仟', 1000],
  ])
  let total = 0
  let group = 0
  let digit = 0
  for (const word of words) {
    const unit = units.get(word)
    if (digits.includes(word)) digit = digits.indexOf(word)
    else if (unit) {
      group += digit * unit
      digit = 0
    } else if ('万亿元'.includes(word)) {
      const factor = { 万: 1e6, 亿: 1e10, 元: 1e2 }[word] ?? 0
      total += (group + digit) * factor
      group = 0
      digit = 0
    } else if (word === '角' || word === '分') {
      total += digit * (word === '角' ? 10 : 1)
      digit = 0
    }
  }
  return total
}
