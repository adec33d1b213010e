import { accept, refuse, type Decision } from '../shared/decision.ts'
import { compact } from '../shared/typed-text.ts'

declare const invoiceKey: unique symbol
/** Form of an invoice number in which equal invoices are equal texts; compared, never shown. */
export type InvoiceKey = string & { readonly [invoiceKey]: true }

export type InvoiceNumber = {
  /** As it is shown: tidy, upper case, with its letters as typed. */
  readonly number: string
  readonly key: InvoiceKey
}

export type InvoiceNumberRefusal =
  | { readonly code: 'invoice-number-missing' }
  | { readonly code: 'invoice-number-malformed' }
  | { readonly code: 'invoice-number-too-long'; readonly most: number }

/** Numbers of all-electronic invoices have 20 digits; hospitals' own carry letters, strokes and more digits. */
const LONGEST = 40
const SHAPE = /^[0-9A-Z]+(?:[-/.#_][0-9A-Z]+)*$/

/**
 * Reads an invoice number as people type it. The key makes one invoice one text however it was typed: spaces, width,
 * case and separators drop, O reads as 0, I and L as 1. Leading zeros count: they tell numbers of a printed series apart.
 * Source: decisions, "One invoice, many rights".
 */
export function parseInvoiceNumber(typed: string): Decision<InvoiceNumber, InvoiceNumberRefusal> {
  const number = compact(typed)
    .replace(/^['‘’`]/, '')
    .replace(/\p{Pd}/gu, '-')
    .toUpperCase()
  if (number === '') return refuse({ code: 'invoice-number-missing' })
  if (number.length > LONGEST) return refuse({ code: 'invoice-number-too-long', most: LONGEST })
  if (!SHAPE.test(number)) return refuse({ code: 'invoice-number-malformed' })
  const key = number
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  return accept({ number, key: key as InvoiceKey })
}
