import { cellReference, damaged, unreadable, type MergedRange, type RowInPlace, type WorkbookLimits } from './cells.ts'
import { digits, LAST_COLUMN, LAST_ROW, readRange, TYPE_NUMBER, TYPE_SHARED, typeOf } from './cell-markup.ts'
import { ROWS_ABOVE } from './row-gate.ts'
import { createRowInPlace } from './row-in-place.ts'
import type { SharedStrings } from './shared-strings.ts'
import { createShortCut, type SheetPlace } from './sheet-short-cut.ts'
import { createXmlScanner, eachAttribute, isNamed, markup } from './xml-scanner.ts'
import { decodeText } from './xml-text.ts'

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

/**
 * Reads the cells of one worksheet out of its XML as it streams by. Formulas, formats, links and everything outside the
 * cells are passed over; a formula counts by its cached value. `take` hears each row that has text, in its place.
 */
export function createSheetScanner({ shared, limits, part, take }: SheetReading) {
  const merges: MergedRange[] = []
  const cells = createRowInPlace(limits, part)
  let rowsWithText = 0
  const at: SheetPlace = { inData: false, row: 0, rowIsNumbered: false, column: 0, inCell: false }
  let type = TYPE_NUMBER
  let inString = false
  let inPhonetic = false
  let capturing = false
  let text = ''

  function open(bytes: Buffer, start: number, end: number, tagEnd: number): void {
    const length = end - start
    const first = bytes[start]
    if (!at.inData) return openOutside(bytes, start, end, tagEnd)
    if (length === 1) {
      if (first === 0x63) openCell(bytes, end, tagEnd)
      else if (first === 0x76) capturing = at.inCell
      else if (first === 0x74) capturing = inString && !inPhonetic
    } else if (isNamed(bytes, start, end, ROW)) openRow(bytes, end, tagEnd)
    else if (isNamed(bytes, start, end, IS)) inString = at.inCell
    else if (isNamed(bytes, start, end, PHONETIC)) inPhonetic = true
  }

  function openOutside(bytes: Buffer, start: number, end: number, tagEnd: number): void {
    if (isNamed(bytes, start, end, DATA)) at.inData = true
    else if (isNamed(bytes, start, end, MERGE)) openMerge(bytes, end, tagEnd)
  }

  function openRow(bytes: Buffer, from: number, to: number): void {
    const before = at.row
    at.rowIsNumbered = false
    eachAttribute(bytes, from, to, (nameStart, nameEnd, valueStart, valueEnd) => {
      if (nameEnd - nameStart !== 1 || bytes[nameStart] !== 0x72) return
      at.row = digits(bytes, valueStart, valueEnd, part)
      at.rowIsNumbered = true
    })
    if (!at.rowIsNumbered) at.row = before + 1
    if (at.row <= before || at.row > LAST_ROW) throw damaged(part)
    cells.begin(at.row)
    at.column = 0
  }

  function openCell(bytes: Buffer, from: number, to: number): void {
    const before = at.column
    at.column += 1
    type = TYPE_NUMBER
    text = ''
    at.inCell = true
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
      if (name === 0x72) at.column = place(bytes, valueStart, i)
      else if (name === 0x74) type = typeOf(bytes, valueStart, i)
      i += 1
    }
    if (at.column <= before || at.column > LAST_COLUMN) throw damaged(part)
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
    if (number === at.row) return letters
    if (at.rowIsNumbered || at.column > 1 || number < at.row || number > LAST_ROW) throw damaged(part)
    at.row = number
    cells.begin(number)
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
    if (!at.inData) return
    if (end - start === 1) {
      if (bytes[start] === 0x63) closeCell()
    } else if (isNamed(bytes, start, end, ROW)) closeRow()
    else if (isNamed(bytes, start, end, IS)) inString = false
    else if (isNamed(bytes, start, end, PHONETIC)) inPhonetic = false
    else if (isNamed(bytes, start, end, DATA)) at.inData = false
  }

  function closeCell(): void {
    at.inCell = false
    cells.putText(at.column, type === TYPE_NUMBER, text)
  }

  function closeRow(): void {
    if (!cells.hasText()) return
    rowsWithText += 1
    if (rowsWithText > limits.rows + ROWS_ABOVE) throw unreadable({ code: 'too-many-rows', most: limits.rows })
    take(cells.place)
  }

  function tooLong() {
    return unreadable({ code: 'cell-too-long', most: limits.cellCharacters, cell: cellReference(at.row, at.column) })
  }

  const shortCut = createShortCut({ at, cells, shared, closeRow, nest: (by) => xml.nest(by) })
  const xml = createXmlScanner({ open, close, text: hear, shortCut }, part)
  function push(chunk: Buffer): void {
    xml.push(chunk)
    cells.settle()
  }
  return { push, rest: xml.rest, end: xml.end, merges }
}
