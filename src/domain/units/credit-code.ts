import { accept, refuse, type Decision } from '../shared/decision.ts'

declare const creditCode: unique symbol
/** A unified social credit code of right structure, in the form that is stored: 18 upper-case characters. */
export type CreditCode = string & { readonly [creditCode]: true }

export type CreditCodeRefusal =
  | { code: 'credit-code-missing' }
  | { code: 'credit-code-length'; length: number }
  | { code: 'credit-code-character'; position: number; character: string }

/** A wrong check digit is a verdict, not a refusal: codes from before the standard keep theirs, so a person confirms. */
export type JudgedCreditCode = { readonly creditCode: CreditCode; readonly checkDigit: 'right' | 'wrong' }

/** The 31 characters of GB 32100-2015: I, O, S, V and Z are left out, being easily misread. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const LENGTH = 18
/** Characters 3 to 8 are the area code of the registering authority: digits only. */
const AREA_FIRST = 2
const AREA_LAST = 7
/** 3^i mod 31 for the first 17 characters. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** What people type and paste, made comparable: half-width, upper case, without spaces, hyphens and invisible marks. */
export function normaliseCreditCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Cf}\p{Pd}]/gu, '')
}

/** The check character that belongs to the first 17 characters. Source: GB 32100-2015. */
export function creditCodeCheckDigit(body: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * ALPHABET.indexOf(body.charAt(at)), 0)
  return ALPHABET.charAt((31 - (sum % 31)) % 31)
}

function wrongCharacter(code: string): number {
  return Array.from(code).findIndex(
    (character, at) =>
      !ALPHABET.includes(character) || (at >= AREA_FIRST && at <= AREA_LAST && !/[0-9]/.test(character)),
  )
}

/** Reads a typed credit code: wrong length or a character that cannot stand there (position from 1) is refused. */
export function parseCreditCode(typed: string): Decision<JudgedCreditCode, CreditCodeRefusal> {
  const code = normaliseCreditCode(typed)
  const characters = Array.from(code)
  if (characters.length === 0) return refuse({ code: 'credit-code-missing' })
  if (characters.length !== LENGTH) return refuse({ code: 'credit-code-length', length: characters.length })
  const wrong = wrongCharacter(code)
  const character = characters[wrong]
  if (character !== undefined) return refuse({ code: 'credit-code-character', position: wrong + 1, character })
  const checkDigit = creditCodeCheckDigit(code) === code.charAt(LENGTH - 1) ? 'right' : 'wrong'
  return accept({ creditCode: code as CreditCode, checkDigit })
}

/** Whether a code has the right structure and a wrong check digit: to be looked at again, never refused for it. */
export function hasWrongCheckDigit(typed: string): boolean {
  const parsed = parseCreditCode(typed)
  return parsed.ok && parsed.value.checkDigit === 'wrong'
}
