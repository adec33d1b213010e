import { formatYuan, type Cents } from '../shared/cents.ts'
import type { AmountForm, BankCharset, PaymentField, PaymentForm } from './bank-format.ts'

/** One payment as the bank is told. */
export type PaymentOrder = {
  readonly reference: string
  /** 户名 */
  readonly payee: string
  readonly card: string
  readonly bank: string
  readonly amount: Cents
}

export type PaymentFile = {
  readonly number: string
  /** `YYYYMMDD` */
  readonly madeOn: string
  readonly accountName: string
  readonly accountNumber: string
  readonly purpose: string
  readonly orders: readonly PaymentOrder[]
}

/** The bytes of one character, or undefined where the charset lacks it. Encodings are handed in: they need tables. */
export type EncodeCharacter = (charset: BankCharset, character: string) => Uint8Array | undefined

/** Why a text cannot be written in a form; `character` is what is wrong, `over` by how many bytes it is too long. */
type TextFault =
  | { readonly fault: 'separator' | 'control' | 'formula' | 'charset'; readonly character: string }
  | { readonly fault: 'too-long'; readonly over: number }
type FaultOf<Field> = (TextFault | { readonly fault: 'empty' }) & { readonly field: Field }

export type OrderText = 'payee' | 'card' | 'bank'
/** What stands on the whole file about the account that pays. */
export type PayerText = 'account-name' | 'account-number'
export type OrderFault = FaultOf<OrderText>
export type PayerFault = FaultOf<PayerText>

const CHECKED: readonly OrderText[] = ['payee', 'card', 'bank']
const SEPARATOR = /[,;|"\t]/u
const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u
/** Signs that a spreadsheet would calculate with, also in their wide forms. */
const FORMULA = /^[=+\-@＝＋－＠]/u

/**
 * What stands against writing an order in this form. A bank file has no prefix that disarms a formula and no quotes:
 * what would need them is refused. Source: decisions, "Bank files are not exports".
 */
export function faultsOfOrder(form: PaymentForm, order: PaymentOrder, encode: EncodeCharacter): OrderFault[] {
  return CHECKED.filter((field) => form.line.some(({ from }) => from === field)).flatMap((field) => {
    const fault = faultOf(form, field, order[field], encode)
    return fault ? [fault] : []
  })
}

const PAYER: readonly PayerText[] = ['account-name', 'account-number']

/**
 * What stands against writing the paying account in this form: it is on every batch of the office, and a batch that its
 * form cannot hold could never be released. Texts that the form leaves out are not judged.
 */
export function faultsOfPayer(
  form: PaymentForm,
  payer: Readonly<Record<PayerText, string>>,
  encode: EncodeCharacter,
): PayerFault[] {
  const fields = [...(form.header ?? []), ...form.line, ...(form.trailer ?? [])]
  return PAYER.flatMap((name): PayerFault[] => {
    const widths = fields.filter(({ from }) => from === name).map(({ width = Infinity }) => width)
    if (widths.length === 0) return []
    if (payer[name] === '') return [{ fault: 'empty', field: name }]
    const fault = textFault(form, payer[name], Math.min(...widths), encode)
    return fault ? [{ ...fault, field: name }] : []
  })
}

function faultOf(form: PaymentForm, field: OrderText, text: string, encode: EncodeCharacter): OrderFault | undefined {
  if (text === '') return field === 'bank' ? undefined : { fault: 'empty', field }
  const width = form.line.find(({ from }) => from === field)?.width ?? Infinity
  const fault = textFault(form, text, width, encode)
  return fault && { ...fault, field }
}

function textFault(form: PaymentForm, text: string, width: number, encode: EncodeCharacter): TextFault | undefined {
  const sign = faultySign(text)
  if (sign) return sign
  const lacking = Array.from(text).find((character) => encode(form.charset, character) === undefined)
  if (lacking !== undefined) return { fault: 'charset', character: lacking }
  const over = bytesOf(form, text, encode).length - width
  return over > 0 ? { fault: 'too-long', over } : undefined
}

function faultySign(text: string): { fault: 'separator' | 'control' | 'formula'; character: string } | undefined {
  const control = CONTROL.exec(text)?.[0]
  if (control !== undefined) return { fault: 'control', character: control }
  const formula = FORMULA.exec(text)?.[0]
  if (formula !== undefined) return { fault: 'formula', character: formula }
  const separator = SEPARATOR.exec(text)?.[0]
  return separator === undefined ? undefined : { fault: 'separator', character: separator }
}

function bytesOf({ charset }: PaymentForm, text: string, encode: EncodeCharacter): number[] {
  return Array.from(text).flatMap((character) => {
    const bytes = encode(charset, character)
    if (!bytes) throw new Error(`${charset} lacks a character`)
    return [...bytes]
  })
}

function amountText(amount: number, form: AmountForm): string {
  return form === 'fen' ? String(amount) : formatYuan(amount as Cents)
}

/** The text of a field. Whole-file fields are the same in each row; `order` is there in rows of payments only. */
function textOf(field: PaymentField, form: PaymentForm, file: PaymentFile, row?: { order: PaymentOrder; at: number }) {
  switch (field.from) {
    case 'constant':
      return field.text
    case 'batch-number':
      return file.number
    case 'made-on':
      return file.madeOn
    case 'account-name':
      return file.accountName
    case 'account-number':
      return file.accountNumber
    case 'purpose':
      return file.purpose
    case 'count':
      return String(file.orders.length)
    case 'sum':
      return amountText(
        file.orders.reduce((sum, { amount }) => sum + amount, 0),
        form.amounts,
      )
    case 'sequence':
      return row ? String(row.at + 1) : ''
    case 'amount':
      return row ? amountText(row.order.amount, form.amounts) : ''
    default:
      return row ? row.order[field.from] : ''
  }
}

const COMMA = 0x2c

function rowBytes(
  fields: readonly PaymentField[],
  form: PaymentForm,
  textOfField: (field: PaymentField) => string,
  encode: EncodeCharacter,
): number[] {
  const row: number[] = []
  for (const [at, field] of fields.entries()) {
    const bytes = bytesOf(form, textOfField(field), encode)
    if (form.kind === 'csv') row.push(...(at > 0 ? [COMMA] : []), ...bytes)
    else row.push(...padded(bytes, field))
  }
  return [...row, ...Array.from(form.lineEnding, (character) => character.charCodeAt(0))]
}

/** A text of a fixed-width row; what may be too long was judged before. */
function padded(bytes: readonly number[], { width = 0, align = 'left', pad = ' ' }: PaymentField): number[] {
  if (bytes.length > width) throw new Error(`a field of ${bytes.length} bytes does not fit ${width}`)
  const filling = Array.from({ length: width - bytes.length }, () => pad.charCodeAt(0))
  return align === 'left' ? [...bytes, ...filling] : [...filling, ...bytes]
}

/** The whole file: the same batch always gives the same bytes. Orders have been judged by `faultsOfOrder`, the account by `faultsOfPayer`. */
export function encodePaymentFile(form: PaymentForm, file: PaymentFile, encode: EncodeCharacter): Uint8Array {
  const whole = (fields: readonly PaymentField[] | null) =>
    fields === null ? [] : rowBytes(fields, form, (field) => textOf(field, form, file), encode)
  const rows = [
    whole(form.header),
    ...file.orders.map((order, at) =>
      rowBytes(form.line, form, (field) => textOf(field, form, file, { order, at }), encode),
    ),
    whole(form.trailer),
  ]
  const bytes = new Uint8Array(rows.reduce((sum, row) => sum + row.length, 0))
  let at = 0
  for (const row of rows) {
    bytes.set(row, at)
    at += row.length
  }
  return bytes
}
