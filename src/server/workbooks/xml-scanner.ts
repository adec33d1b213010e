import { damaged, unreadable } from './cells.ts'

/**
 * What a scanner hears. Names come without their prefix, as places in `bytes`, which are valid during the call only.
 * Attributes lie between `nameEnd` and `tagEnd`. `flags` tell what text holds: 0 plain ASCII.
 */
export type XmlHandler = {
  readonly open: (bytes: Buffer, nameStart: number, nameEnd: number, tagEnd: number) => void
  readonly close: (bytes: Buffer, nameStart: number, nameEnd: number) => void
  readonly text: (bytes: Buffer, start: number, end: number, flags: number) => void
  /**
   * A short cut, tried at every `<`: takes a whole stretch of the usual form at once and says where it ends, or takes
   * nothing and answers -1. It must give just what the calls above would have given. 32 zeros follow on `length`.
   */
  readonly shortCut?: (bytes: Buffer, lt: number, length: number) => number
}

export const NOT_ASCII = 1
export const NEEDS_DECODING = 2
export const LITERAL = 4

/** A tag or a text longer than this is no spreadsheet's: its longest cell has 32,767 characters. */
const LONGEST_TOKEN = 1_048_576

const FIRST_WORK = 1 << 17
/** Zeros behind the bytes: no short cut looks further ahead without asking for the length. */
const AHEAD = 32

const LT = 0x3c
const GT = 0x3e
const SLASH = 0x2f
const COLON = 0x3a
const BANG = 0x21
const QUESTION = 0x3f

/** What each byte says about a text. */
export const CLASS = new Uint8Array(256)
CLASS.fill(NOT_ASCII, 128)
CLASS[0x26] = NEEDS_DECODING // &
CLASS[0x0d] = NEEDS_DECODING // carriage return: XML reads line ends as one newline

/** Bytes that end a name: white space, slash, greater-than. */
const ENDS_NAME = new Uint8Array(256)
for (const byte of [0x09, 0x0a, 0x0d, 0x20, SLASH, GT]) ENDS_NAME[byte] = 1

/**
 * Cuts a stream of UTF-8 bytes into tags and the text between them, in constant memory. It knows just what spreadsheets
 * use: elements, attributes, text, comments, CDATA and processing instructions; a document type is refused, so there are
 * no entities but XML's own. `part` names the file within the archive in refusals.
 */
export function createXmlScanner(handler: XmlHandler, part: string) {
  const { shortCut } = handler
  /** What is left of the chunk before, with the chunk behind it and some zeros, so that looking ahead stays inside. */
  let work: Buffer = Buffer.alloc(FIRST_WORK)
  let kept = 0
  let depth = 0
  let elements = 0

  /** One long loop on purpose: every byte of a roster passes here. */
  function scan(bytes: Buffer, length: number): number {
    let at = 0
    for (;;) {
      let flags = 0
      let i = at
      while (i < length && bytes[i] !== LT) {
        flags |= CLASS[bytes[i] as number] as number
        i += 1
      }
      if (i === length) return at
      const lt = i
      if (shortCut) {
        const end = shortCut(bytes, lt, length)
        if (end > 0) {
          at = end
          continue
        }
      }
      if (lt + 1 === length) return at
      const first = bytes[lt + 1] as number
      if (first === BANG || first === QUESTION) {
        const end = special(bytes.subarray(0, length), lt, first)
        if (end < 0) return at
        if (lt > at) handler.text(bytes, at, lt, flags)
        if (end > lt && first === BANG && bytes[lt + 2] !== 0x2d)
          handler.text(bytes, lt + 9, end - 3, NOT_ASCII | LITERAL)
        at = end
        continue
      }
      const closing = first === SLASH
      let nameStart = closing ? lt + 2 : lt + 1
      i = nameStart
      while (i < length && ENDS_NAME[bytes[i] as number] === 0) {
        if (bytes[i] === COLON) nameStart = i + 1
        i += 1
      }
      const nameEnd = i
      while (i < length && bytes[i] !== GT) {
        const byte = bytes[i] as number
        if (byte === LT) throw damaged(part)
        i += 1
        if (byte !== 0x22 && byte !== 0x27) continue
        while (i < length && bytes[i] !== byte) i += 1
        i += 1
      }
      if (i >= length) return at
      if (nameEnd === nameStart) throw damaged(part)
      if (lt > at) handler.text(bytes, at, lt, flags)
      at = i + 1
      if (closing) {
        depth -= 1
        if (depth < 0) throw damaged(part)
        handler.close(bytes, nameStart, nameEnd)
        continue
      }
      elements += 1
      handler.open(bytes, nameStart, nameEnd, i)
      if (bytes[i - 1] === SLASH) handler.close(bytes, nameStart, nameEnd)
      else depth += 1
    }
  }

  /** The end of a comment, CDATA section or processing instruction that begins at `lt`; -1 where it is not there yet. */
  function special(bytes: Buffer, lt: number, first: number): number {
    if (first === QUESTION) return after(bytes, '?>', lt + 2)
    const opening = bytes.toString('latin1', lt, lt + 9)
    if (opening.startsWith('<!--')) return after(bytes, '-->', lt + 4)
    if (opening === '<![CDATA[') return after(bytes, ']]>', lt + 9)
    if ('<!--'.startsWith(opening) || '<![CDATA['.startsWith(opening)) return -1
    throw unreadable({ code: 'file-unsafe', reason: 'doctype' })
  }

  function push(chunk: Buffer): void {
    const length = kept + chunk.length
    if (work.length < length + AHEAD) work = Buffer.concat([work.subarray(0, kept)], 2 * (length + AHEAD))
    chunk.copy(work, kept)
    work.fill(0, length, length + AHEAD)
    const at = scan(work, length)
    work.copyWithin(0, at, length)
    kept = length - at
    if (kept > LONGEST_TOKEN) throw damaged(part)
  }

  /** To be called after the last chunk: the document must be complete. */
  function end(): void {
    if (depth !== 0 || elements === 0 || work.toString('utf8', 0, kept).trim() !== '') throw damaged(part)
  }

  /** A short cut has taken the opening (1) or the closing (-1) of an element. */
  function nest(by: 1 | -1): void {
    depth += by
  }

  return { push, end, nest }
}

function after(bytes: Buffer, mark: string, from: number): number {
  const found = bytes.indexOf(mark, from, 'latin1')
  return found < 0 ? -1 : found + mark.length
}

/** Buffers have these since ever, without the checks of `toString` that would cost a third of the time here. */
type Slices = { latin1Slice(start: number, end: number): string; utf8Slice(start: number, end: number): string }

/** Text of an element or attribute value. `part` is named where an entity is none of XML's own. */
export function decodeText(bytes: Buffer, start: number, end: number, flags: number, part: string): string {
  if (flags === 0) return (bytes as Buffer & Slices).latin1Slice(start, end)
  if (flags === NOT_ASCII) return shortHan(bytes, start, end) ?? (bytes as Buffer & Slices).utf8Slice(start, end)
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

const SPACE = 0x20
const EQUALS = 0x3d

/**
 * Calls `found` for every attribute between `from` and `to` with the places of its name and value; names keep their
 * prefix. Returns nothing: the caller keeps what it wants.
 */
export function eachAttribute(
  bytes: Buffer,
  from: number,
  to: number,
  found: (nameStart: number, nameEnd: number, valueStart: number, valueEnd: number) => void,
): void {
  let i = from
  while (i < to) {
    while (i < to && ((bytes[i] as number) <= SPACE || bytes[i] === SLASH)) i += 1
    const nameStart = i
    while (i < to && bytes[i] !== EQUALS && (bytes[i] as number) > SPACE) i += 1
    const nameEnd = i
    while (i < to && bytes[i] !== 0x22 && bytes[i] !== 0x27) i += 1
    const quote = bytes[i]
    const valueStart = i + 1
    i = valueStart
    while (i < to && bytes[i] !== quote) i += 1
    if (i < to) found(nameStart, nameEnd, valueStart, i)
    i += 1
  }
}

/** Whether the name at this place is `name` (ASCII). */
export function isNamed(bytes: Buffer, start: number, end: number, name: string): boolean {
  if (end - start !== name.length) return false
  for (let i = 0; i < name.length; i += 1) if (bytes[start + i] !== name.charCodeAt(i)) return false
  return true
}
