import { cellReference, damaged, unreadable, type MergedRange, type RowInPlace, type WorkbookLimits } from './cells.ts'
import {
  allDigits,
  digits,
  LAST_COLUMN,
  LAST_ROW,
  readRange,
  TYPE_INLINE,
  TYPE_NUMBER,
  TYPE_SHARED,
  typeOf,
} from './cell-markup.ts'
import { ROWS_ABOVE } from './row-gate.ts'
import { createRowInPlace } from './row-in-place.ts'
import type { SharedStrings } from './shared-strings.ts'
import { createXmlScanner, eachAttribute, isNamed, markup } from './xml-scanner.ts'
import { CLASS, decodeText } from './xml-text.ts'

export type SheetReading = {
  readonly shared: SharedStrings
  readonly limits: WorkbookLimits
  readonly part: string
  readonly take: (row: RowInPlace) => void
}

const ROW = markup('row')
const IS = markup('is')
const PHONETIC = markup('rPh')
const DATA = markup('sheetData')
const MERGE = markup('mergeCell')
const REF = markup('ref')
const ROW_BEGINS = markup('<row r="')
const KEEPS_SPACE = markup(' xml:space="preserve">')

/**
 * Reads the cells of one worksheet out of its XML as it streams by. Formulas, formats, links and everything outside the
 * cells are passed over; a formula counts by its cached value. `take` hears each row that has text, in its place.
 */
export function createSheetScanner({ shared, limits, part, take }: SheetReading) {
  const merges: MergedRange[] = []
  const cells = createRowInPlace(limits, part)
  let rowsWithText = 0
  let inData = false
  let row = 0
  let rowIsNumbered = false
  let column = 0
  let type = TYPE_NUMBER
  let inCell = false
  let inString = false
  let inPhonetic = false
  let capturing = false
  let text = ''

  function open(bytes: Buffer, start: number, end: number, tagEnd: number): void {
    const length = end - start
    const first = bytes[start]
    if (!inData) return openOutside(bytes, start, end, tagEnd)
    if (length === 1) {
      if (first === 0x63) openCell(bytes, end, tagEnd)
      else if (first === 0x76) capturing = inCell
      else if (first === 0x74) capturing = inString && !inPhonetic
    } else if (isNamed(bytes, start, end, ROW)) openRow(bytes, end, tagEnd)
    else if (isNamed(bytes, start, end, IS)) inString = inCell
    else if (isNamed(bytes, start, end, PHONETIC)) inPhonetic = true
  }

  /**
   * Takes a row of the usual form, or as much of it as is. One row at a time: a loop over all of them would be compiled
   * anew for every turn that it has not seen, which costs more than the calls.
   */
  function shortCut(bytes: Buffer, lt: number, length: number): number {
    if (!inData || inCell) return -1
    let at = bytes[lt + 1] === 0x72 ? shortRow(bytes, lt, length) : lt
    if (at < 0) return -1
    while (bytes[at] === 0x3c && bytes[at + 1] === 0x63) {
      const end = shortCell(bytes, at, length)
      if (end < 0) break
      at = end
    }
    if (at + 6 <= length && endsRow(bytes, at)) {
      closeRow()
      xml.nest(-1)
      return at + 6
    }
    return at === lt ? -1 : at
  }

  /** `<row r="2" …>`, the number first. */
  function shortRow(bytes: Buffer, lt: number, length: number): number {
    if (!isNamed(bytes, lt, lt + 8, ROW_BEGINS)) return -1
    let at = lt + 8
    let number = 0
    while ((bytes[at] as number) >= 0x30 && (bytes[at] as number) <= 0x39) {
      number = number * 10 + (bytes[at] as number) - 0x30
      at += 1
    }
    if (bytes[at] !== 0x22 || number <= row || number > LAST_ROW) return -1
    while (at < length && bytes[at] !== 0x3e && bytes[at] !== 0x27) at += 1
    if (bytes[at] !== 0x3e || bytes[at - 1] !== 0x22) return -1
    row = number
    rowIsNumbered = true
    startRow()
    xml.nest(1)
    return at + 1
  }

  /**
   * The usual cells, as every common program writes them: `<c r="B2" s="1" t="s"><v>7</v></c>`, the same with `<is><t>`,
   * and empty ones. Attributes of one letter in double quotes, nothing else between; the rest is left to the calls above.
   */
  function shortCell(bytes: Buffer, lt: number, length: number): number {
    if (bytes[lt + 2] !== 0x20) return -1
    let at = lt + 2
    let newColumn = column + 1
    let newType = TYPE_NUMBER
    let mark = 0x20
    while (mark === 0x20) {
      const name = bytes[at + 1] as number
      if (bytes[at + 2] !== 0x3d || bytes[at + 3] !== 0x22) return -1
      at += 4
      const start = at
      if (name === 0x72) {
        newColumn = 0
        while ((bytes[at] as number) >= 0x41 && (bytes[at] as number) <= 0x5a) {
          newColumn = newColumn * 26 + (bytes[at] as number) - 0x40
          at += 1
        }
        let number = 0
        while ((bytes[at] as number) >= 0x30 && (bytes[at] as number) <= 0x39) {
          number = number * 10 + (bytes[at] as number) - 0x30
          at += 1
        }
        if (number !== row || newColumn === 0) return -1
      } else {
        while (at < length && bytes[at] !== 0x22) at += 1
        if (name === 0x74) newType = typeOf(bytes, start, at)
      }
      if (bytes[at] !== 0x22) return -1
      mark = bytes[at + 1] as number
      at += 1
    }
    if (newColumn <= column || newColumn > LAST_COLUMN) return -1
    if (mark === 0x2f && bytes[at + 1] === 0x3e) {
      column = newColumn
      return at + 2
    }
    if (mark !== 0x3e) return -1
    return newType === TYPE_INLINE
      ? shortText(bytes, at + 1, length, newColumn)
      : shortValue(bytes, at + 1, length, newColumn, newType)
  }

  /** `<v>…</v></c>` */
  function shortValue(bytes: Buffer, at: number, length: number, newColumn: number, newType: number): number {
    if (bytes[at] !== 0x3c || bytes[at + 1] !== 0x76 || bytes[at + 2] !== 0x3e) return -1
    const start = at + 3
    let end = start
    let flags = 0
    let index = 0
    while (end < length && bytes[end] !== 0x3c) {
      const byte = bytes[end] as number
      flags |= CLASS[byte] as number
      index = index * 10 + byte - 0x30
      end += 1
    }
    if (end === start || end + 8 > length) return -1
    if (bytes[end + 1] !== 0x2f || bytes[end + 2] !== 0x76 || bytes[end + 3] !== 0x3e) return -1
    if (bytes[end + 4] !== 0x3c || bytes[end + 5] !== 0x2f || bytes[end + 6] !== 0x63) return -1
    if (bytes[end + 7] !== 0x3e) return -1
    if (newType === TYPE_SHARED) {
      if (end - start > 9 || !allDigits(bytes, start, end)) return -1
      const to = shared.endOf(index)
      cells.put(newColumn, false, shared.bytes, shared.startOf(index), to, shared.flagsOf(index))
    } else cells.put(newColumn, newType === TYPE_NUMBER, bytes, start, end, flags)
    column = newColumn
    return end + 8
  }

  /** `<is><t>…</t></is></c>`, where the text may be told to keep its spaces. */
  function shortText(bytes: Buffer, at: number, length: number, newColumn: number): number {
    if (bytes[at] !== 0x3c || bytes[at + 1] !== 0x69 || bytes[at + 2] !== 0x73 || bytes[at + 3] !== 0x3e) return -1
    if (bytes[at + 4] !== 0x3c || bytes[at + 5] !== 0x74) return -1
    let start = at + 6
    if (bytes[start] === 0x20) start += KEEPS_SPACE.length - 1
    if (bytes[start] !== 0x3e || (start > at + 6 && !isNamed(bytes, at + 6, start + 1, KEEPS_SPACE))) return -1
    start += 1
    let end = start
    let flags = 0
    while (end < length && bytes[end] !== 0x3c) {
      flags |= CLASS[bytes[end] as number] as number
      end += 1
    }
    if (end === start || end + 13 > length) return -1
    if (bytes[end + 1] !== 0x2f || bytes[end + 2] !== 0x74 || bytes[end + 3] !== 0x3e || bytes[end + 4] !== 0x3c)
      return -1
    if (bytes[end + 5] !== 0x2f || bytes[end + 6] !== 0x69 || bytes[end + 7] !== 0x73 || bytes[end + 8] !== 0x3e)
      return -1
    if (bytes[end + 9] !== 0x3c || bytes[end + 10] !== 0x2f || bytes[end + 11] !== 0x63 || bytes[end + 12] !== 0x3e)
      return -1
    cells.put(newColumn, false, bytes, start, end, flags)
    column = newColumn
    return end + 13
  }

  function openOutside(bytes: Buffer, start: number, end: number, tagEnd: number): void {
    if (isNamed(bytes, start, end, DATA)) inData = true
    else if (isNamed(bytes, start, end, MERGE)) openMerge(bytes, end, tagEnd)
  }

  function openRow(bytes: Buffer, from: number, to: number): void {
    const before = row
    rowIsNumbered = false
    eachAttribute(bytes, from, to, (nameStart, nameEnd, valueStart, valueEnd) => {
      if (nameEnd - nameStart !== 1 || bytes[nameStart] !== 0x72) return
      row = digits(bytes, valueStart, valueEnd, part)
      rowIsNumbered = true
    })
    if (!rowIsNumbered) row = before + 1
    if (row <= before || row > LAST_ROW) throw damaged(part)
    startRow()
  }

  function startRow(): void {
    cells.begin(row)
    column = 0
  }

  function openCell(bytes: Buffer, from: number, to: number): void {
    const before = column
    column += 1
    type = TYPE_NUMBER
    text = ''
    inCell = true
    let i = from
    while (i < to) {
      while (i < to && ((bytes[i] as number) <= 0x20 || bytes[i] === 0x2f)) i += 1
      const nameStart = i
      while (i < to && bytes[i] !== 0x3d && (bytes[i] as number) > 0x20) i += 1
      const name = i - nameStart === 1 ? (bytes[nameStart] as number) : 0
      while (i < to && bytes[i] !== 0x22 && bytes[i] !== 0x27) i += 1
      const quote = bytes[i]
      const valueStart = i + 1
      i = valueStart
      while (i < to && bytes[i] !== quote) i += 1
      if (name === 0x72) column = place(bytes, valueStart, i)
      else if (name === 0x74) type = typeOf(bytes, valueStart, i)
      i += 1
    }
    if (column <= before || column > LAST_COLUMN) throw damaged(part)
  }

  /** The column of a reference such as C12, whose row must be the one being read. */
  function place(bytes: Buffer, start: number, end: number): number {
    let letters = 0
    let i = start
    while (i < end && (bytes[i] as number) >= 0x41 && (bytes[i] as number) <= 0x5a) {
      letters = letters * 26 + (bytes[i] as number) - 0x40
      i += 1
    }
    const number = digits(bytes, i, end, part)
    if (number === row) return letters
    if (rowIsNumbered || column > 1 || number < row || number > LAST_ROW) throw damaged(part)
    row = number
    cells.begin(row)
    return letters
  }

  function openMerge(bytes: Buffer, from: number, to: number): void {
    eachAttribute(bytes, from, to, (nameStart, nameEnd, valueStart, valueEnd) => {
      if (!isNamed(bytes, nameStart, nameEnd, REF)) return
      merges.push(readRange(bytes.toString('latin1', valueStart, valueEnd), part))
    })
    if (merges.length > limits.merges) throw unreadable({ code: 'too-many-merges', most: limits.merges })
  }

  function hear(bytes: Buffer, start: number, end: number, flags: number): void {
    if (!capturing) return
    if (type === TYPE_SHARED) {
      text = shared.at(digits(bytes, start, end, part))
      return
    }
    const piece = decodeText(bytes, start, end, flags, part)
    text = text === '' ? piece : text + piece
    if (text.length > 40 * limits.cellCharacters) throw tooLong()
  }

  function close(bytes: Buffer, start: number, end: number): void {
    capturing = false
    if (!inData) return
    if (end - start === 1) {
      if (bytes[start] === 0x63) closeCell()
    } else if (isNamed(bytes, start, end, ROW)) closeRow()
    else if (isNamed(bytes, start, end, IS)) inString = false
    else if (isNamed(bytes, start, end, PHONETIC)) inPhonetic = false
    else if (isNamed(bytes, start, end, DATA)) inData = false
  }

  function closeCell(): void {
    inCell = false
    cells.putText(column, type === TYPE_NUMBER, text)
  }

  function closeRow(): void {
    if (!cells.hasText()) return
    rowsWithText += 1
    if (rowsWithText > limits.rows + ROWS_ABOVE) throw unreadable({ code: 'too-many-rows', most: limits.rows })
    take(cells.place)
  }

  function tooLong() {
    return unreadable({ code: 'cell-too-long', most: limits.cellCharacters, cell: cellReference(row, column) })
  }

  const xml = createXmlScanner({ open, close, text: hear, shortCut }, part)
  function push(chunk: Buffer): void {
    xml.push(chunk)
    cells.settle()
  }
  return { push, rest: xml.rest, end: xml.end, merges }
}

/** `</row>` */
function endsRow(bytes: Buffer, at: number): boolean {
  if (bytes[at] !== 0x3c || bytes[at + 1] !== 0x2f || bytes[at + 2] !== 0x72) return false
  return bytes[at + 3] === 0x6f && bytes[at + 4] === 0x77 && bytes[at + 5] === 0x3e
}
