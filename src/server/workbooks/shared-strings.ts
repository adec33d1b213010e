import { damaged, unreadable, type WorkbookLimits } from './cells.ts'
import { createXmlScanner, isNamed, lies, markup } from './xml-scanner.ts'
import { CLASS, decodeText, MAY_ESCAPE, NOT_ASCII } from './xml-text.ts'

/** Strings as places in bytes: the text of `index` lies between `startOf` and `endOf`; flags as the scanner of XML tells. */
export type SharedStrings = {
  readonly bytes: Buffer
  startOf(index: number): number
  endOf(index: number): number
  flagsOf(index: number): number
  at(index: number): string
}
export const NO_SHARED_STRINGS: SharedStrings = {
  bytes: Buffer.alloc(0),
  startOf: none,
  endOf: none,
  flagsOf: none,
  at: none,
}

function none(): never {
  throw damaged('sharedStrings')
}

/** More strings, and more text, than the cells that a roster may have. */
const MOST_STRINGS = 10_000_000
const MOST_BYTES = 128_000_000
const OPENING = markup('<si><t>')
const OPENING_KEEPING_SPACE = markup('<si><t xml:space="preserve">')
const CLOSING = markup('</t></si>')
const STRING = markup('si')
const PHONETIC = markup('rPh')
const KEPT_FLAGS = NOT_ASCII | MAY_ESCAPE

/**
 * Reads the table of strings that cells point to. It is kept as bytes and decoded when a cell asks, since hundreds of
 * thousands of strings that live long cost more to keep than to make. Text beyond any cell's limit is cut.
 */
export function createSharedStringsScanner(limits: WorkbookLimits, part: string, bytes = 0) {
  const longest = 40 * limits.cellCharacters
  /** Room for all there may be, of which the system gives only what is used. */
  let bytesOf: Buffer = Buffer.allocUnsafeSlow(Math.min(MOST_BYTES, Math.max(bytes, 1 << 16)))
  /** Where each string ends, four times that, and its flags. */
  let ends = new Int32Array(1 << 12)
  let count = 0
  let size = 0
  let start = 0
  let flagsSoFar = 0
  let inPhonetic = false
  let capturing = false

  function open(bytes: Buffer, nameStart: number, nameEnd: number): void {
    if (nameEnd - nameStart === 1) capturing = bytes[nameStart] === 0x74 && !inPhonetic
    else if (isNamed(bytes, nameStart, nameEnd, PHONETIC)) inPhonetic = true
  }

  function close(bytes: Buffer, nameStart: number, nameEnd: number): void {
    capturing = false
    if (isNamed(bytes, nameStart, nameEnd, PHONETIC)) inPhonetic = false
    else if (isNamed(bytes, nameStart, nameEnd, STRING)) closeString()
  }

  function hear(bytes: Buffer, from: number, to: number, flags: number): void {
    if (!capturing || size - start > longest) return
    if (flags & ~KEPT_FLAGS) {
      const decoded = Buffer.from(decodeText(bytes, from, to, flags, part))
      return append(decoded, 0, decoded.length, KEPT_FLAGS)
    }
    append(bytes, from, to, flags)
  }

  function append(bytes: Buffer, from: number, to: number, flags: number): void {
    makeRoom(to - from)
    bytes.copy(bytesOf, size, from, to)
    size += to - from
    flagsSoFar |= flags
  }

  function makeRoom(bytes: number): void {
    if (size + bytes <= bytesOf.length) return
    if (size + bytes > MOST_BYTES) throw unreadable({ code: 'took-too-much-memory' })
    bytesOf = Buffer.concat([bytesOf.subarray(0, size)], 2 * (size + bytes))
  }

  function closeString(): void {
    if (count >= MOST_STRINGS) throw unreadable({ code: 'took-too-much-memory' })
    if (count === ends.length) {
      const more = new Int32Array(4 * count)
      more.set(ends)
      ends = more
    }
    ends[count] = 4 * size + flagsSoFar
    count += 1
    start = size
    flagsSoFar = 0
  }

  /** `<si><t>…</t></si>` without entities, as every common program writes it. */
  function shortCut(bytes: Buffer, lt: number, length: number): number {
    let from = lt + OPENING.length
    if (!lies(bytes, lt, OPENING)) {
      from = lt + OPENING_KEEPING_SPACE.length
      if (!lies(bytes, lt, OPENING_KEEPING_SPACE)) return -1
    }
    let to = from
    let flags = 0
    while (to < length && bytes[to] !== 0x3c) {
      flags |= CLASS[bytes[to] as number] as number
      to += 1
    }
    const end = to + CLOSING.length
    if (flags & ~KEPT_FLAGS || to - from > longest || end > length || !lies(bytes, to, CLOSING)) return -1
    makeRoom(to - from)
    const [table, shift] = [bytesOf, size - from]
    for (let i = from; i < to; i += 1) table[i + shift] = bytes[i] as number
    size += to - from
    flagsSoFar = flags
    closeString()
    return end
  }

  function startOf(index: number): number {
    return index === 0 ? 0 : (ends[index - 1] as number) >>> 2
  }

  /** To be asked first: it knows whether there is such a string. */
  function endOf(index: number): number {
    if (index >= count) throw damaged(part)
    return (ends[index] as number) >>> 2
  }

  function flagsOf(index: number): number {
    return (ends[index] as number) & KEPT_FLAGS
  }

  function at(index: number): string {
    const end = endOf(index)
    return decodeText(bytesOf, startOf(index), end, flagsOf(index), part)
  }

  const xml = createXmlScanner({ open, close, text: hear, shortCut }, part)
  /** To be called after the last chunk. */
  function strings(): SharedStrings {
    xml.end()
    return { bytes: bytesOf, startOf, endOf, flagsOf, at }
  }
  return { push: xml.push, strings }
}
