import { describe, expect, it } from 'vitest'
import { readLogin } from './login.ts'
import { secondFactorFor } from './second-factor.ts'

describe('what is typed to sign in', () => {
  it('is a phone, a credit code or a user name by its shape', () => {
    expect(readLogin(' 199 0000 0001 ')).toEqual({ by: 'phone', value: '19900000001' })
    expect(readLogin('１２37１300495000001p')).toEqual({ by: 'credit-code', value: '12371300495000001P' })
    expect(readLogin('ZhangSan2')).toEqual({ by: 'user-name', value: 'zhangsan2' })
    expect(readLogin('12345678901')).toEqual({ by: 'user-name', value: '12345678901' })
  })
})

describe('the second factor', () => {
  it('is a code by SMS for a handler on a device not seen for 30 days', () => {
    expect(secondFactorFor({ kind: 'handler', hasTotp: false, deviceKnown: false })).toBe('device-code')
    expect(secondFactorFor({ kind: 'handler', hasTotp: false, deviceKnown: true })).toBe('none')
  })
  it('is the authenticator wherever one is set up, on every device', () => {
    expect(secondFactorFor({ kind: 'officer', hasTotp: true, deviceKnown: true })).toBe('totp')
    expect(secondFactorFor({ kind: 'handler', hasTotp: true, deviceKnown: true })).toBe('totp')
    expect(secondFactorFor({ kind: 'officer', hasTotp: false, deviceKnown: false })).toBe('none')
  })
})
