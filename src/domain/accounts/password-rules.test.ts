import { describe, expect, it } from 'vitest'
import { addDaysTo, instantOf } from '../shared/time.ts'
import { judgePassword, normalisePassword, passwordIsDue, type PasswordSetting } from './password-rules.ts'

const common = new Set(['password', 'administrator', 'finalfantasy', 'dragon'])
const setting: PasswordSetting = {
  kind: 'handler',
  knownWords: ['张三', 'zhangsan', '示例市第一中学', '19900000001', 'li'],
  isCommon: (text) => common.has(text),
  switches: {},
}
const refusal = (typed: string, more: Partial<PasswordSetting> = {}) => {
  const judged = judgePassword(typed, { ...setting, ...more })
  return judged.ok ? undefined : judged.refusal.code
}

describe('a password', () => {
  it('has 12 to 128 characters of any kind, an officer’s at least 15', () => {
    expect(refusal('甲乙丙丁戊己庚辛壬癸子')).toBe('password-too-short')
    expect(refusal('甲乙丙丁戊己庚辛壬癸子丑')).toBeUndefined()
    expect(refusal('𠮷𠮸𠮹𠮺𠮻𠮼')).toBe('password-too-short')
    expect(refusal('blue kettle 9 rain'.slice(0, 14), { kind: 'officer' })).toBe('password-too-short')
    expect(refusal('blue kettle 9 rain'.slice(0, 15), { kind: 'officer' })).toBeUndefined()
    const long = 'kettle rain blue '.repeat(8)
    expect(refusal(long.slice(0, 128))).toBeUndefined()
    expect(refusal(long.slice(0, 129))).toBe('password-too-long')
  })
  it('is not a common one, however it is dressed', () => {
    for (const typed of [
      'Administrator',
      'FinalFantasy',
      'password2026!',
      '2026@Dragon!!',
      'dragondragon',
      'ＰＡＳＳＷＯＲＤ1234',
    ])
      expect(refusal(typed), typed).toBe('password-common')
  })
  it('is not a walk over the keyboard or a repetition', () => {
    for (const typed of [
      '123456789012',
      'abcabcabcabc',
      'qwertyuiopas',
      '1qaz2wsx3edc4rfv',
      'aaaaaaaaaaaaaaab',
      'zyxwvutsrqponm',
    ])
      expect(refusal(typed), typed).toBe('password-predictable')
  })
  it('is not made of what is known about its owner', () => {
    for (const typed of [
      'zhangsan123!',
      'ZhangSan@2026',
      '张三示例市第一中学2026',
      'huzhu19900000001',
      'gonghui!zhangsan',
      '张三张三张三张三abc12x',
    ])
      expect(refusal(typed), typed).toBe('password-from-known-words')
    expect(refusal('zhangsan keeps 3 hens')).toBeUndefined()
    expect(refusal('li bai watches lions')).toBeUndefined()
  })
  it('needs classes of characters only where a deployment says so', () => {
    expect(refusal('kettle rain blue')).toBeUndefined()
    expect(refusal('kettle rain blue', { switches: { leastClasses: 3 } })).toBe('password-needs-classes')
    expect(refusal('Kettle rain blue', { switches: { leastClasses: 3 } })).toBeUndefined()
  })
  it('is the same when an input method typed it full-width', () => {
    expect(normalisePassword('Ｋettle　rain９')).toBe('Kettle rain9')
  })
  it('is due only where a deployment rotates', () => {
    const set = instantOf(Date.UTC(2026, 0, 1))
    expect(passwordIsDue(set, addDaysTo(set, 9999), {})).toBe(false)
    expect(passwordIsDue(set, addDaysTo(set, 89), { rotationDays: 90 })).toBe(false)
    expect(passwordIsDue(set, addDaysTo(set, 90), { rotationDays: 90 })).toBe(true)
  })
})
