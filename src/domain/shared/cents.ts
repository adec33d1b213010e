import { accept, refuse, type Decision } from './decision.ts'

declare const fen: unique symbol
/** Money in fen (1/100 yuan): a safe integer, never a fraction. */
export type Cents = number & { readonly [fen]: true }

/** Largest amount on the wire: 99,999,999.99 yuan. */
export const MAX_CENTS = 9_999_999_999 as Cents
export const ZERO = 0 as Cents

/** Brands an integer number of fen; a fraction or an unsafe integer is a fault of ours. */
export function cents(value: number): Cents {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number of fen: ${value}`)
  return value as Cents
}

/** Parses decimal yuan such as `1234.5` or `0.07`: digits with at most two decimals, 0 to 99,999,999.99. */
export function parseYuan(text: string): Decision<Cents, { code: 'amount-malformed' | 'amount-too-large' }> {
  const match = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text)
  if (!match) return refuse({ code: 'amount-malformed' })
  const value = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  return value > MAX_CENTS ? refuse({ code: 'amount-too-large' }) : accept(value as Cents)
}

/** Sign, yuan and two digits of fen, e.g. `-`, `120`, `00`. */
function digitsOf(amount: Cents): [sign: string, yuan: string, fen: string] {
  const absolute = Math.abs(amount)
  const fen = absolute % 100
  return [amount < 0 ? '-' : '', String((absolute - fen) / 100), fen < 10 ? `0${fen}` : String(fen)]
}

/** Decimal yuan with exactly two decimals, e.g. `-120.00`. */
export function formatYuan(amount: Cents): string {
  const [sign, yuan, fen] = digitsOf(amount)
  return `${sign}${yuan}.${fen}`
}

/** Decimal yuan with thousands separators for screens and letters, e.g. `18,640.00`. */
export function formatYuanGrouped(amount: Cents): string {
  const [sign, yuan, fen] = digitsOf(amount)
  let grouped = yuan
  for (let at = yuan.length - 3; at > 0; at -= 3) grouped = `${grouped.slice(0, at)},${grouped.slice(at)}`
  return `${sign}${grouped}.${fen}`
}

export function add(...amounts: readonly Cents[]): Cents {
  return cents(amounts.reduce((sum: number, amount) => sum + amount, 0))
}

export function subtract(amount: Cents, less: Cents): Cents {
  return cents(amount - less)
}

export function times(amount: Cents, count: number): Cents {
  return cents(amount * count)
}

export function min(a: Cents, b: Cents): Cents {
  return a < b ? a : b
}

export function max(a: Cents, b: Cents): Cents {
  return a > b ? a : b
}

/** amount × rate, the rate per 10,000, rounded half-up to the fen; exact for every safe amount (also sums of many). */
export function atRate(amount: Cents, ratePer10000: number): Cents {
  const absolute = Math.abs(amount)
  const rest = absolute % 10_000
  const whole = ((absolute - rest) / 10_000) * ratePer10000
  const rounded = whole + Math.floor((rest * ratePer10000 + 5_000) / 10_000)
  return cents(amount < 0 ? -rounded : rounded)
}
