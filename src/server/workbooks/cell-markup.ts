import { damaged, type MergedRange } from './cells.ts'
import { isNamed, markup } from './xml-scanner.ts'

export const TYPE_NUMBER = 0
export const TYPE_SHARED = 1
export const TYPE_INLINE = 2
export const TYPE_TEXT = 3
export const LAST_ROW = 1_048_576
export const LAST_COLUMN = 16_384

const INLINE_STRING = markup('inlineStr')

/** The cell type that attribute `t` names; whatever is no number, shared or inline string is text as it stands. */
export function typeOf(bytes: Buffer, start: number, end: number): number {
  if (end - start !== 1) return isNamed(bytes, start, end, INLINE_STRING) ? TYPE_INLINE : TYPE_TEXT
  if (bytes[start] === 0x73) return TYPE_SHARED
  return bytes[start] === 0x6e ? TYPE_NUMBER : TYPE_TEXT
}

/** A whole number; anything else is damage. */
export function digits(bytes: Buffer, start: number, end: number, part: string): number {
  let value = 0
  if (start === end) throw damaged(part)
  for (let i = start; i < end; i += 1) {
    const digit = (bytes[i] as number) - 0x30
    if (digit < 0 || digit > 9 || value > LAST_ROW * 100) throw damaged(part)
    value = value * 10 + digit
  }
  return value
}

export function allDigits(bytes: Buffer, start: number, end: number): boolean {
  for (let i = start; i < end; i += 1) if ((bytes[i] as number) < 0x30 || (bytes[i] as number) > 0x39) return false
  return true
}

/** Spreadsheets write characters that XML cannot hold as _x000D_, and the underscore before such text as _x005F_. */
export function unescapeCharacters(text: string): string {
  return text.replace(/_x([\dA-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** A range such as A1:C2. */
export function readRange(text: string, part: string): MergedRange {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/.exec(text)
  if (!match) throw damaged(part)
  const [, left = '', top = '', right = left, bottom = top] = match
  return { top: Number(top), left: columnOf(left), bottom: Number(bottom), right: columnOf(right) }
}

function columnOf(letters: string): number {
  let value = 0
  for (const letter of letters) value = value * 26 + letter.charCodeAt(0) - 64
  return value
}
