import { describe, expect, it } from 'vitest'
import { decodeBytes, encodeCharacter } from './charsets.ts'

const hex = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString('hex')

describe('the charsets of banks', () => {
  it('write ASCII, Han, rare Han and Han beyond the BMP as GB18030 does', () => {
    const written = ['A', '张', '㐂', '𠮷', '€'].map((character) => hex(encodeCharacter('gb18030', character)))
    expect(written).toEqual(['41', 'd5c5', '8139ef31', '9534b235', 'a2e3'])
  })
  it('know in GBK what has two bytes', () => {
    expect(hex(encodeCharacter('gbk', '镕'))).toBe('e946')
    expect(encodeCharacter('gbk', '𠮷')).toBeUndefined()
    expect(encodeCharacter('gbk', '㐂')).toBeUndefined()
  })
  it('read back every character that they write', () => {
    for (let point = 0x20; point < 0x30000; point += point < 0x3400 ? 1 : 7) {
      if (point >= 0xd800 && point < 0xf900) continue
      const character = String.fromCodePoint(point)
      for (const charset of ['gb18030', 'gbk', 'utf-8'] as const) {
        const bytes = encodeCharacter(charset, character)
        if (bytes) expect(decodeBytes(charset, bytes), `U+${point.toString(16)} in ${charset}`).toBe(character)
        else expect(charset, `U+${point.toString(16)}`).toBe('gbk')
      }
    }
  })
  it('refuse halves of characters and bytes of another charset', () => {
    expect(encodeCharacter('gb18030', '\ud800')).toBeUndefined()
    expect(decodeBytes('gb18030', Uint8Array.of(0xff))).toBeUndefined()
    expect(decodeBytes('utf-8', Uint8Array.of(0xd5, 0xc5))).toBeUndefined()
  })
})
