import { damaged, unreadable, type WorkbookLimits } from './cells.ts'
import { CLASS, createXmlScanner, decodeText, isNamed, NOT_ASCII } from './xml-scanner.ts'

export type SharedStrings = { at(index: number): string }
export const NO_SHARED_STRINGS: SharedStrings = {
  at() {
    throw damaged('sharedStrings')
  },
}

/** More strings, and more text, than the cells that a roster may have. */
const MOST_STRINGS = 10_000_000
const MOST_BYTES = 128_000_000
const OPENING = '<si><t>'
const OPENING_KEEPING_SPACE = '<si><t xml:space="preserve">'
const CLOSING = '</t></si>'

/**
 * Reads the table of strings that cells point to. It is kept as bytes and decoded when a cell asks, since hundreds of
 * thousands of strings that live long cost more to keep than to make. Text beyond any cell's limit is cut.
 */
export function createSharedStringsScanner(limits: WorkbookLimits, part: string) {
  const longest = 40 * limits.cellCharacters
  let bytesOf: Buffer = Buffer.alloc(1 << 16)
  /** Where each string ends; negative where it is not plain ASCII. */
  let ends = new Int32Array(1 << 12)
  let count = 0
  let size = 0
  let start = 0
  let plain = true
  let inPhonetic = false
  let capturing = false

  function open(bytes: Buffer, nameStart: number, nameEnd: number): void {
    if (nameEnd - nameStart === 1) capturing = bytes[nameStart] === 0x74 && !inPhonetic
    else if (isNamed(bytes, nameStart, nameEnd, 'rPh')) inPhonetic = true
  }

  function close(bytes: Buffer, nameStart: number, nameEnd: number): void {
    capturing = false
    if (isNamed(bytes, nameStart, nameEnd, 'rPh')) inPhonetic = false
    else if (isNamed(bytes, nameStart, nameEnd, 'si')) closeString()
  }

  function hear(bytes: Buffer, from: number, to: number, flags: number): void {
    if (!capturing || size - start > longest) return
    if (flags & ~NOT_ASCII) {
      const decoded = Buffer.from(decodeText(bytes, from, to, flags, part))
      return append(decoded, 0, decoded.length, NOT_ASCII)
    }
    append(bytes, from, to, flags)
  }

  function append(bytes: Buffer, from: number, to: number, flags: number): void {
    makeRoom(to - from)
    bytes.copy(bytesOf, size, from, to)
    size += to - from
    if (flags !== 0) plain = false
  }

  function makeRoom(bytes: number): void {
    if (size + bytes <= bytesOf.length) return
    if (size + bytes > MOST_BYTES) throw unreadable({ code: 'took-too-much-memory' })
    bytesOf = Buffer.concat([bytesOf.subarray(0, size)], 2 * (size + bytes))
  }

  function closeString(): void {
    if (count >= MOST_STRINGS) throw unreadable({ code: 'took-too-much-memory' })
    if (count === ends.length) {
      const more = new Int32Array(2 * count)
      more.set(ends)
      ends = more
    }
    ends[count] = plain ? size : -size
    count += 1
    start = size
    plain = true
  }

  /** Strings as every common program writes them, one after the other, up to the first that is not. */
  function shortCut(bytes: Buffer, lt: number, length: number): number {
    let at = lt
    for (;;) {
      const end = shortString(bytes, at, length)
      if (end < 0) return at === lt ? -1 : at
      at = end
    }
  }

  /** `<si><t>…</t></si>` without entities. */
  function shortString(bytes: Buffer, lt: number, length: number): number {
    let from = lt + OPENING.length
    if (!isNamed(bytes, lt, from, OPENING)) {
      from = lt + OPENING_KEEPING_SPACE.length
      if (!isNamed(bytes, lt, from, OPENING_KEEPING_SPACE)) return -1
    }
    let to = from
    let flags = 0
    while (to < length && bytes[to] !== 0x3c) {
      flags |= CLASS[bytes[to] as number] as number
      to += 1
    }
    const end = to + CLOSING.length
    if (flags & ~NOT_ASCII || to - from > longest || end > length || !isNamed(bytes, to, end, CLOSING)) return -1
    makeRoom(to - from)
    for (let i = from; i < to; i += 1) bytesOf[size++] = bytes[i] as number
    plain = flags === 0
    closeString()
    return end
  }

  function at(index: number): string {
    if (index >= count) throw damaged(part)
    const end = ends[index] as number
    const from = index === 0 ? 0 : Math.abs(ends[index - 1] as number)
    return decodeText(bytesOf, from, Math.abs(end), end < 0 ? NOT_ASCII : 0, part)
  }

  const xml = createXmlScanner({ open, close, text: hear, shortCut }, part)
  return { push: xml.push, end: xml.end, at }
}
