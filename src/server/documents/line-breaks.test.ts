import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { breakLines } from './line-breaks.ts'

/** Chinese is one wide, Latin half. */
const widthOf = (text: string) =>
  Array.from(text).reduce((sum, c) => sum + ((c.codePointAt(0) ?? 0) < 0x2000 ? 0.5 : 1), 0)

describe('breaking lines', () => {
  it('breaks after any Chinese character', () => {
    expect(breakLines('一二三四五六七', 3, widthOf)).toEqual(['一二三', '四五六', '七'])
  })
  it('begins no line with a closing mark and ends none with an opening one', () => {
    expect(breakLines('一二三，四五六', 3, widthOf)).toEqual(['一二', '三，四', '五六'])
    expect(breakLines('一二（三）四', 3, widthOf)).toEqual(['一二', '（三）', '四'])
  })
  it('keeps numbers and words together unless they are too long', () => {
    expect(breakLines('赔付 10,000.00 元', 6, widthOf)).toEqual(['赔付', '10,000.00 元'])
    expect(breakLines('ABCDEFGHIJ', 2, widthOf)).toEqual(['ABCD', 'EFGH', 'IJ'])
  })
  it('leaves nothing out and fits every line', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('一', '𠮷', '，', '（', 'a', '1', '.', ' ') }), (text) => {
        const lines = breakLines(text, 4, widthOf)
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(4)
      }),
    )
  })
})
