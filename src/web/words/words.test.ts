import { describe, expect, it } from 'vitest'
import { listOf, words } from './words.ts'

describe('words', () => {
  it('fills in variables, and leaves text in them alone', () => {
    expect(words('ui.page', { page: 3 })).toBe('第 3 页')
    expect(words('ui.copyOf', { name: '{name}$&' })).toBe('复制{name}$&')
  })
  it('join names as a sentence does', () => {
    expect(listOf(['甲', '乙'])).toBe('甲、乙')
  })
})
