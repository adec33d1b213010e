import { expect, it } from 'vitest'
import { judgePassword } from '../../domain/accounts/password-rules.ts'
import { isCommonPassword } from './common-passwords.ts'

it('knows common passwords of every length', () => {
  for (const common of ['123456', 'password', 'administrator', 'zxcvbnm']) expect(isCommonPassword(common)).toBe(true)
  expect(isCommonPassword('kettle rain blue')).toBe(false)
})

it('refuses a common password that was only made longer', () => {
  const setting = { kind: 'handler' as const, knownWords: [], isCommon: isCommonPassword, switches: {} }
  for (const typed of ['Sunshine20261122', '!!!iloveyou!!!', 'unbelievable', 'monkeymonkey'])
    expect(judgePassword(typed, setting), typed).toMatchObject({ refusal: { code: 'password-common' } })
})

it('refuses what guessers make of common passwords: other spellings, and two in a row', () => {
  const setting = { kind: 'handler' as const, knownWords: [], isCommon: isCommonPassword, switches: {} }
  const judge = (typed: string) => judgePassword(typed, setting)
  for (const typed of [
    'Pa5$w0rd!!2026',
    'Sun5h1ne2026',
    'dragonsunshine',
    '12345620262026',
    '1qaz2wsx2026',
    '2026!1qaz2wsx',
    'Monkey-1986-Dragon',
  ])
    expect(judge(typed), typed).toMatchObject({ refusal: { code: 'password-common' } })
  for (const typed of ['kettle rain blue', 'heron lantern 62 gravel', 'monkey 482913 dragon', 'woaichihuoguo2yue'])
    expect(judge(typed), typed).toMatchObject({ ok: true })
})
