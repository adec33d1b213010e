import { damaged, unreadable, type WorkbookLimits } from './cells.ts'
import { createXmlScanner, decodeText, isNamed } from './xml-scanner.ts'

export type SharedStrings = { at(index: number): string }
export const NO_SHARED_STRINGS: SharedStrings = {
  at() {
    throw damaged('sharedStrings')
  },
}

/** More strings than the cells that a roster may have. */
const MOST_STRINGS = 10_000_000

/** Reads the table of strings that cells point to. Text longer than a cell may hold is cut one character after the limit. */
export function createSharedStringsScanner(limits: WorkbookLimits, part: string) {
  const strings: string[] = []
  let inPhonetic = false
  let capturing = false
  let text = ''

  function open(bytes: Buffer, start: number, end: number): void {
    const length = end - start
    if (length === 1) capturing = bytes[start] === 0x74 && !inPhonetic
    else if (isNamed(bytes, start, end, 'si')) text = ''
    else if (isNamed(bytes, start, end, 'rPh')) inPhonetic = true
  }

  function close(bytes: Buffer, start: number, end: number): void {
    capturing = false
    if (isNamed(bytes, start, end, 'rPh')) inPhonetic = false
    else if (isNamed(bytes, start, end, 'si')) {
      if (strings.length >= MOST_STRINGS) throw unreadable({ code: 'took-too-much-memory' })
      strings.push(text)
    }
  }

  function hear(bytes: Buffer, start: number, end: number, flags: number): void {
    if (!capturing || text.length > 8 * limits.cellCharacters) return
    const piece = decodeText(bytes, start, end, flags, part)
    text = text === '' ? piece : text + piece
    if (text.length > 8 * limits.cellCharacters) text = text.slice(0, 8 * limits.cellCharacters + 1)
  }

  function at(index: number): string {
    const found = strings[index]
    if (found === undefined) throw damaged(part)
    return found
  }

  return { ...createXmlScanner({ open, close, text: hear }, part), at }
}
