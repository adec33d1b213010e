import { createHash, randomBytes, randomInt } from 'node:crypto'
import { CODE_DIGITS } from '../../domain/accounts/one-time-code.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'

/** Letters and digits that nobody confuses when reading a code off a phone: no 0 O 1 I L. */
const READABLE = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const ACTIVATION_LENGTH = 10

/** A code to be sent by SMS: six digits, each value as likely as the others. */
export function newOneTimeCode(): string {
  return String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0')
}

/** A one-time activation code of 49 bits, in two groups that can be typed: `K7PMX-3QRXT`. */
export function newActivationCode(): string {
  const characters = Array.from({ length: ACTIVATION_LENGTH }, () => READABLE.charAt(randomInt(READABLE.length)))
  return `${characters.slice(0, 5).join('')}-${characters.slice(5).join('')}`
}

/** An activation code as typed, in the form that it was made: without a hyphen, in small letters, full-width. */
export function normaliseActivationCode(typed: string): string {
  const characters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
  return `${characters.slice(0, 5)}-${characters.slice(5)}`
}

/** What opens something without signing in, or stands for a session: 128 random bits, 22 characters. */
export function newToken(): string {
  return randomBytes(16).toString('base64url')
}

/** How tokens are stored and looked up: they are random enough to need no key, and keys turn. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** What a short code belongs to. A code never opens anything for another recipient, purpose or holder. */
export type CodeBinding = {
  readonly purpose: string
  /** Phone or account that it was sent to. */
  readonly recipient: string
  /** Session or draft that asked for it; empty where any may use it. */
  readonly holder: string
}

const STORED = 'one_time_codes.code'

function bound(code: string, { purpose, recipient, holder }: CodeBinding): string {
  return JSON.stringify([purpose, recipient, holder, code])
}

/** The keyed hash that is stored instead of a code that is short enough to be guessed. */
export function codeHmac(crypto: CryptoProvider, code: string, binding: CodeBinding): Buffer {
  return crypto.hmac(STORED, bound(code, binding))
}

/** Whether a typed code is the stored one, in constant time and across a rotation of keys. */
export function codeMatches(crypto: CryptoProvider, typed: string, binding: CodeBinding, stored: Uint8Array): boolean {
  return crypto.matches(STORED, bound(typed, binding), stored)
}
