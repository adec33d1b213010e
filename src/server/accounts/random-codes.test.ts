import { describe, expect, it } from 'vitest'
import { createCryptoProvider } from '../crypto/crypto-provider.ts'
import { newKeyRing, withNewSecret } from '../crypto/key-ring.ts'
import {
  codeHmac,
  codeMatches,
  newActivationCode,
  newOneTimeCode,
  newToken,
  normaliseActivationCode,
  tokenHash,
} from './random-codes.ts'

describe('random codes', () => {
  it('have six digits, with leading zeros, all over the range', () => {
    const codes = Array.from({ length: 4000 }, newOneTimeCode)
    expect(codes.every((code) => /^\d{6}$/.test(code))).toBe(true)
    expect(new Set(codes.map((code) => code.charAt(0))).size).toBe(10)
    expect(new Set(codes).size).toBeGreaterThan(3900)
  })
  it('for activation are read and typed without doubt', () => {
    for (let round = 0; round < 200; round += 1) {
      const code = newActivationCode()
      expect(code).toMatch(/^[2-9A-HJKMNP-Z]{5}-[2-9A-HJKMNP-Z]{5}$/)
      expect(normaliseActivationCode(` ${code.toLowerCase().replace('-', '－')} `)).toBe(code)
      expect(normaliseActivationCode(code.replace('-', ''))).toBe(code)
    }
  })
  it('as tokens carry 128 bits', () => {
    expect(newToken()).toMatch(/^[\w-]{22}$/)
    expect(newToken()).not.toBe(newToken())
    expect(tokenHash('a')).toHaveLength(32)
    expect(tokenHash('a').equals(tokenHash('b'))).toBe(false)
  })
})

describe('a stored code', () => {
  const ring = newKeyRing()
  const crypto = createCryptoProvider({ suite: 'aes-256-gcm', ring })
  const binding = { purpose: 'device', recipient: '19900000001', holder: 'session-1' }
  const stored = codeHmac(crypto, '120417', binding)

  it('matches for the same recipient, purpose and holder alone', () => {
    expect(codeMatches(crypto, '120417', binding, stored)).toBe(true)
    expect(codeMatches(crypto, '120418', binding, stored)).toBe(false)
    expect(codeMatches(crypto, '120417', { ...binding, recipient: '19900000002' }, stored)).toBe(false)
    expect(codeMatches(crypto, '120417', { ...binding, purpose: 'forgotten' }, stored)).toBe(false)
    expect(codeMatches(crypto, '120417', { ...binding, holder: 'session-2' }, stored)).toBe(false)
  })
  it('still matches after the keys turned, and never shows the code', () => {
    const turned = createCryptoProvider({ suite: 'aes-256-gcm', ring: withNewSecret(ring) })
    expect(codeMatches(turned, '120417', binding, stored)).toBe(true)
    expect(stored.toString('latin1')).not.toContain('120417')
  })
})
