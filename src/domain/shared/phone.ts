import { accept, refuse, type Decision } from './decision.ts'
import { compact } from './typed-text.ts'

declare const phone: unique symbol
/** Mobile number of the Chinese mainland, 11 digits; only `parsePhone` makes one. */
export type Phone = string & { readonly [phone]: true }
export type PhoneRefusal = { readonly code: 'phone-missing' } | { readonly code: 'phone-malformed' }

const MOBILE = /^1[3-9]\d{9}$/

/** Reads a mobile number; spaces, hyphens and a leading +86 drop. */
export function parsePhone(text: string): Decision<Phone, PhoneRefusal> {
  if (MOBILE.test(text)) return accept(text as Phone)
  const digits = compact(text)
    .replace(/^['‘’`]/, '')
    .replace(/[-‐‑–—]/g, '')
    .replace(/^(?:\+|00)86/, '')
  if (digits === '') return refuse({ code: 'phone-missing' })
  return MOBILE.test(digits) ? accept(digits as Phone) : refuse({ code: 'phone-malformed' })
}

/** For lists and exports: 138****1234. */
export function maskPhone(number: string): string {
  return number.length < 8 ? '*'.repeat(number.length) : `${number.slice(0, 3)}****${number.slice(-4)}`
}
