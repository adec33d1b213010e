import { damaged } from './cells.ts'

/** What can be said of the bytes of a text; 0 is plain ASCII that stands for itself. */
export const NOT_ASCII = 1
/** There is an underscore, with which spreadsheets begin their own escapes. */
export const MAY_ESCAPE = 2
export const NEEDS_DECODING = 4
export const LITERAL = 8

/** What each byte says about a text. */
export const CLASS = new Uint8Array(256)
CLASS.fill(NOT_ASCII, 128)
CLASS[0x5f] = MAY_ESCAPE
CLASS[0x26] = NEEDS_DECODING // &
CLASS[0x0d] = NEEDS_DECODING // carriage return: XML reads line ends as one newline

/** Buffers have these since ever, without the checks of `toString` that would cost a third of the time here. */
type Slices = { latin1Slice(start: number, end: number): string; utf8Slice(start: number, end: number): string }

/** Text of an element or attribute value. `part` is named where an entity is none of XML's own. */
export function decodeText(bytes: Buffer, start: number, end: number, flags: number, part: string): string {
  if ((flags & ~MAY_ESCAPE) === 0) return (bytes as Buffer & Slices).latin1Slice(start, end)
  if ((flags & ~MAY_ESCAPE) === NOT_ASCII)
    return shortHan(bytes, start, end) ?? (bytes as Buffer & Slices).utf8Slice(start, end)
  const raw = (bytes as Buffer & Slices).utf8Slice(start, end)
  const lines = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw
  return flags & LITERAL ? lines : decodeEntities(lines, part)
}

/** Names of two or three common Han characters, which fill a column of every roster. */
function shortHan(bytes: Buffer, start: number, end: number): string | undefined {
  if (end - start === 6) {
    const [a, b] = [hanAt(bytes, start), hanAt(bytes, start + 3)]
    return a > 0 && b > 0 ? String.fromCharCode(a, b) : undefined
  }
  if (end - start !== 9) return undefined
  const [a, b, c] = [hanAt(bytes, start), hanAt(bytes, start + 3), hanAt(bytes, start + 6)]
  return a > 0 && b > 0 && c > 0 ? String.fromCharCode(a, b, c) : undefined
}

/** The character U+4000 to U+9FFF at this place, 0 where there is none. */
function hanAt(bytes: Buffer, at: number): number {
  const first = bytes[at] as number
  const second = bytes[at + 1] as number
  const third = bytes[at + 2] as number
  if (first < 0xe4 || first > 0xe9 || (second & 0xc0) !== 0x80 || (third & 0xc0) !== 0x80) return 0
  return ((first & 0x0f) << 12) | ((second & 0x3f) << 6) | (third & 0x3f)
}

const NAMED = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])

export function decodeEntities(text: string, part: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&([^;&]{0,10});?/g, (whole, name: string) => {
    const found = whole.endsWith(';') ? (name.startsWith('#') ? numbered(name) : NAMED.get(name)) : undefined
    if (found === undefined) throw damaged(part)
    return found
  })
}

function numbered(name: string): string | undefined {
  const code = /^#x[\da-fA-F]+$/.test(name)
    ? Number.parseInt(name.slice(2), 16)
    : /^#\d+$/.test(name)
      ? Number(name.slice(1))
      : -1
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
  return isCharacter ? String.fromCodePoint(code) : undefined
}
