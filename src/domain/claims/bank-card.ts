import { accept, refuse, type Decision } from '../shared/decision.ts'
import { compact } from '../shared/typed-text.ts'

declare const bankCard: unique symbol
/** Number of a bank card or passbook, 12 to 19 digits. */
export type BankCard = string & { readonly [bankCard]: true }

export type BankCardRefusal =
  | { readonly code: 'bank-card-missing' }
  | { readonly code: 'bank-card-character'; readonly position: number; readonly character: string }
  | { readonly code: 'bank-card-length'; readonly length: number }

/** A wrong Luhn digit warns and never refuses: passbooks and some debit cards have none. Source: domain §9.3. */
export type JudgedBankCard = { readonly bankCard: BankCard; readonly checkDigit: 'right' | 'wrong' }

const SHORTEST = 12
const LONGEST = 19

/** Luhn's sum: the last digit, which is the check digit, counts once, the one before it twice, and so on. */
function luhnSum(digits: string): number {
  let sum = 0
  for (let fromEnd = 0; fromEnd < digits.length; fromEnd += 1) {
    const digit = Number(digits[digits.length - 1 - fromEnd])
    const doubled = fromEnd % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum
}

/** A card number with its check digit, from the digits before it. */
export function withCheckDigit(digits: string): string {
  return `${digits}${(10 - (luhnSum(`${digits}0`) % 10)) % 10}`
}

/** Reads a card number as people type it: spaces, hyphens and a leading apostrophe drop; the position counts from 1 in what is left. */
export function parseBankCard(typed: string): Decision<JudgedBankCard, BankCardRefusal> {
  const text = compact(typed)
    .replace(/^['‘’`]/, '')
    .replace(/\p{Pd}/gu, '')
  if (text === '') return refuse({ code: 'bank-card-missing' })
  const characters = Array.from(text)
  const wrong = characters.findIndex((character) => !/^[0-9]$/.test(character))
  const character = characters[wrong]
  if (character !== undefined) return refuse({ code: 'bank-card-character', position: wrong + 1, character })
  if (text.length < SHORTEST || text.length > LONGEST) return refuse({ code: 'bank-card-length', length: text.length })
  return accept({ bankCard: text as BankCard, checkDigit: luhnSum(text) % 10 === 0 ? 'right' : 'wrong' })
}

/** For lists, letters and messages: the last four digits, e.g. `************3029`. */
export function maskBankCard(number: string): string {
  return '*'.repeat(Math.max(number.length - 4, 0)) + (number.length > 4 ? number.slice(-4) : '*'.repeat(number.length))
}

/** In groups of four, as the card has them, for the one who may see it whole. */
export function groupedBankCard(number: string): string {
  return number.replace(/\d{4}(?=\d)/g, '$& ')
}
