import { accept, refuse, type Decision } from '../shared/decision.ts'
import { tidy } from '../shared/typed-text.ts'

export type PayeeNameRefusal =
  | { readonly code: 'payee-name-missing' }
  | { readonly code: 'payee-name-character'; readonly character: string }

/** Characters that split the fields of a bank's file, or begin a formula in a spreadsheet that opens it. */
const SEPARATOR = /[|,;"\\，；｜]/u
const FORMULA = /^[=+@-]/
const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u

/**
 * The first character of a tidy name that a bank's file cannot carry: of a payee, of their bank or its branch. A name with
 * one could be approved and never paid. Source: decisions, "Batch and bank".
 */
export function unwritableCharacter(name: string): string | undefined {
  return CONTROL.exec(name)?.[0] ?? SEPARATOR.exec(name)?.[0] ?? FORMULA.exec(name)?.[0]
}

/**
 * Reads the name of a payee as the bank's file will carry it: separators, control characters and a leading formula
 * character are refused.
 */
export function parsePayeeName(typed: string): Decision<string, PayeeNameRefusal> {
  const control = /\p{Cc}/u.exec(typed)?.[0]
  if (control !== undefined) return refuse({ code: 'payee-name-character', character: control })
  const name = tidy(typed)
  if (name === '') return refuse({ code: 'payee-name-missing' })
  const wrong = unwritableCharacter(name)
  return wrong === undefined ? accept(name) : refuse({ code: 'payee-name-character', character: wrong })
}
