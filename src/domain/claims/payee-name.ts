import { accept, refuse, type Decision } from '../shared/decision.ts'
import { tidy } from '../shared/typed-text.ts'

export type PayeeNameRefusal =
  | { readonly code: 'payee-name-missing' }
  | { readonly code: 'payee-name-character'; readonly character: string }

/** Characters that split the fields of a bank's file, or begin a formula in a spreadsheet that opens it. */
const SEPARATOR = /[|,;"\\，；｜]/u
const FORMULA = /^[=+@-]/

/**
 * Reads the name of a payee as the bank's file will carry it: separators, control characters and a leading formula
 * character are refused. Source: decisions, "Batch and bank".
 */
export function parsePayeeName(typed: string): Decision<string, PayeeNameRefusal> {
  const control = /\p{Cc}/u.exec(typed)?.[0]
  if (control !== undefined) return refuse({ code: 'payee-name-character', character: control })
  const name = tidy(typed)
  if (name === '') return refuse({ code: 'payee-name-missing' })
  const wrong = SEPARATOR.exec(name)?.[0] ?? FORMULA.exec(name)?.[0]
  return wrong === undefined ? accept(name) : refuse({ code: 'payee-name-character', character: wrong })
}
