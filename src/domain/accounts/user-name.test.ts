import { describe, expect, it } from 'vitest'
import { nextFreeUserName, parseUserName, proposedUserName, type UserName } from './user-name.ts'

describe('a user name', () => {
  it('is the full pinyin of the name in lower case', () => {
    expect(proposedUserName({ surname: 'zhang', given: ['san'] })).toEqual({ ok: true, value: 'zhangsan' })
    expect(proposedUserName({ surname: 'Ouyang', given: ['Xiu'] })).toEqual({ ok: true, value: 'ouyangxiu' })
  })
  it('writes ü as v with and without a tone', () => {
    for (const syllable of ['lü', 'lv', 'Lǚ', 'lu\u0308', 'lu\u0301\u0308'])
      expect(proposedUserName({ surname: syllable, given: ['bù'] })).toEqual({ ok: true, value: 'lvbu' })
  })
  it('drops points, spaces and accents of other names', () => {
    expect(proposedUserName({ surname: "O'Connor", given: ['José María'] })).toEqual({
      ok: true,
      value: 'oconnorjosemaria',
    })
  })
  it('is not proposed for a name that cannot be read', () => {
    expect(proposedUserName({ surname: '', given: ['·'] })).toMatchObject({ refusal: { code: 'name-without-reading' } })
  })
  it('gets the next free number among namesakes', () => {
    const name = 'zhangsan' as UserName
    expect(nextFreeUserName(name, new Set())).toBe('zhangsan')
    expect(nextFreeUserName(name, new Set(['zhangsan']))).toBe('zhangsan2')
    expect(nextFreeUserName(name, new Set(['zhangsan', 'zhangsan2', 'zhangsan4']))).toBe('zhangsan3')
    expect(nextFreeUserName('zhangsan2' as UserName, new Set(['zhangsan2']))).toBe('zhangsan3')
  })
  it('may be corrected to letters and a number', () => {
    expect(parseUserName(' ZhangSan2 ')).toEqual({ ok: true, value: 'zhangsan2' })
    for (const wrong of ['z', '张三', 'zhang san', 'zhang_san', '2zhang', 'zhangsan0', 'zhangsan12345'])
      expect(parseUserName(wrong).ok, wrong).toBe(false)
  })
})
