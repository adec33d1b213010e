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
