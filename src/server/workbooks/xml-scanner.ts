import { damaged, unreadable } from './cells.ts'
import { CLASS, LITERAL, NOT_ASCII } from './xml-text.ts'

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
  readonly shortCut?: ShortCut
}
type ShortCut = (bytes: Buffer, lt: number, length: number) => number

/** A tag or a text longer than this is no spreadsheet's: its longest cell has 32,767 characters. */
const LONGEST_TOKEN = 1_048_576

const FIRST_WORK = 1 << 17
const LEFT_FOR_NEXT = 4_096
/** Zeros behind the bytes: no short cut looks further ahead without asking for the length. */
const AHEAD = 32

const LT = 0x3c
const GT = 0x3e
const SLASH = 0x2f
const COLON = 0x3a
const BANG = 0x21
const QUESTION = 0x3f

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
  let keptFrom = 0
  let kept = 0
  let depth = 0
  let elements = 0

  /** One long loop on purpose: every byte of a roster passes here. It begins no new tag or text behind `last`. */
  function scan(bytes: Buffer, length: number, last: number): number {
    let at = 0
    while (at <= last) {
      let flags = 0
      let i = at
      while (i < length && bytes[i] !== LT) {
        flags |= CLASS[bytes[i] as number] as number
        i += 1
      }
      if (i === length) return at
      const lt = i
      if (shortCut) {
        const end = cutShort(shortCut, bytes, lt, length, last)
        if (end > lt) {
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
    return at
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

  /**
   * What was said of the bytes before is good until the next call, which moves them. The end of a chunk is left for the
   * next call, so that rows are seldom cut.
   */
  function push(chunk: Buffer): void {
    const length = kept + chunk.length
    const before = work.subarray(keptFrom, keptFrom + kept)
    if (work.length < length + AHEAD) work = Buffer.concat([before], 2 * (length + AHEAD))
    else work.set(before)
    chunk.copy(work, kept)
    work.fill(0, length, length + AHEAD)
    keptFrom = scan(work, length, length - LEFT_FOR_NEXT)
    kept = length - keptFrom
    if (kept > LONGEST_TOKEN) throw damaged(part)
  }

  /** Reads what was left; for those who want it all before they are told how it ends. */
  function rest(): void {
    const left = work.subarray(keptFrom)
    const read = scan(left, kept, kept)
    keptFrom += read
    kept -= read
  }

  /** To be called after the last chunk: the document must be complete. */
  function end(): void {
    rest()
    const unread = work.toString('utf8', keptFrom, keptFrom + kept)
    if (depth !== 0 || elements === 0 || unread.trim() !== '') throw damaged(part)
  }

  /** A short cut has taken the opening (1) or the closing (-1) of an element. */
  function nest(by: 1 | -1): void {
    depth += by
  }

  return { push, rest, end, nest }
}

/** Takes all the short cuts from `at` on; the hottest loop there is, alone so that little has to be compiled. */
function cutShort(shortCut: ShortCut, bytes: Buffer, lt: number, length: number, last: number): number {
  let at = lt
  while (at <= last) {
    const end = shortCut(bytes, at, length)
    if (end < 0) return at
    at = end
  }
  return at
}

function after(bytes: Buffer, mark: string, from: number): number {
  const found = bytes.indexOf(mark, from, 'latin1')
  return found < 0 ? -1 : found + mark.length
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

/** A name or a piece of markup to look for; comparing bytes with bytes is much faster than with a string. */
export function markup(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'))
}

/** Whether this piece of markup lies at this place. */
export function lies(bytes: Buffer, at: number, piece: Uint8Array): boolean {
  const { length } = piece
  for (let i = 0; i < length; i += 1) if (bytes[at + i] !== piece[i]) return false
  return true
}

/** Whether what lies at this place is `name` and no more. */
export function isNamed(bytes: Buffer, start: number, end: number, name: Uint8Array): boolean {
  return end - start === name.length && lies(bytes, start, name)
}
