import { allDigits, LAST_COLUMN, LAST_ROW, TYPE_INLINE, TYPE_NUMBER, TYPE_SHARED, typeOf } from './cell-markup.ts'
import type { createRowInPlace } from './row-in-place.ts'
import type { SharedStrings } from './shared-strings.ts'
import { lies, markup } from './xml-scanner.ts'
import { CLASS } from './xml-text.ts'

/**
 * Where the reader of a sheet stands, shared by the short cut and the calls that take the long way. Rows and columns count
 * from 1; these are the last that were opened.
 */
export type SheetPlace = { inData: boolean; inCell: boolean; row: number; rowIsNumbered: boolean; column: number }

type Sheet = {
  readonly at: SheetPlace
  readonly cells: ReturnType<typeof createRowInPlace>
  readonly shared: SharedStrings
  readonly closeRow: () => void
  readonly nest: (by: 1 | -1) => void
}

const ROW_BEGINS = markup('<row r="')
const ROW_ENDS = markup('</row>')
const VALUE_BEGINS = markup('<v>')
const VALUE_ENDS = markup('</v></c>')
const TEXT_BEGINS = markup('<is><t')
const KEEPS_SPACE = markup(' xml:space="preserve"')
const TEXT_ENDS = markup('</t></is></c>')

/**
 * Rows and cells in the form in which every common program writes them, taken at one go instead of tag by tag. What is of
 * another form is left to the calls of the scanner; both ways give the same, which a property test holds them to.
 */
export function createShortCut({ at: place, cells, shared, closeRow, nest }: Sheet) {
  /**
   * Takes a row of the usual form, or as much of it as is. One row at a time: a loop over all of them would be compiled
   * anew for every turn that it has not seen, which costs more than the calls.
   */
  function shortCut(bytes: Buffer, lt: number, length: number): number {
    if (!place.inData || place.inCell) return -1
    let at = bytes[lt + 1] === 0x72 ? shortRow(bytes, lt, length) : lt
    if (at < 0) return -1
    while (bytes[at] === 0x3c && bytes[at + 1] === 0x63) {
      const end = shortCell(bytes, at, length)
      if (end < 0) break
      at = end
    }
    if (at + ROW_ENDS.length <= length && lies(bytes, at, ROW_ENDS)) {
      closeRow()
      nest(-1)
      return at + ROW_ENDS.length
    }
    return at === lt ? -1 : at
  }

  /** `<row r="2" …>`, the number first. */
  function shortRow(bytes: Buffer, lt: number, length: number): number {
    if (!lies(bytes, lt, ROW_BEGINS)) return -1
    let at = lt + ROW_BEGINS.length
    let number = 0
    while ((bytes[at] as number) >= 0x30 && (bytes[at] as number) <= 0x39) {
      number = number * 10 + (bytes[at] as number) - 0x30
      at += 1
    }
    if (bytes[at] !== 0x22 || number <= place.row || number > LAST_ROW) return -1
    while (at < length && bytes[at] !== 0x3e && bytes[at] !== 0x27) at += 1
    if (bytes[at] !== 0x3e || bytes[at - 1] !== 0x22) return -1
    place.row = number
    place.rowIsNumbered = true
    place.column = 0
    cells.begin(number)
    nest(1)
    return at + 1
  }

  /**
   * The usual cells, as every common program writes them: `<c r="B2" s="1" t="s"><v>7</v></c>`, the same with `<is><t>`,
   * and empty ones. Attributes of one letter in double quotes, nothing else between; the rest is left to the long way.
   */
  function shortCell(bytes: Buffer, lt: number, length: number): number {
    if (bytes[lt + 2] !== 0x20) return -1
    let at = lt + 2
    let newColumn = place.column + 1
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
        if (number !== place.row || newColumn === 0) return -1
      } else {
        while (at < length && bytes[at] !== 0x22) at += 1
        if (name === 0x74) newType = typeOf(bytes, start, at)
      }
      if (bytes[at] !== 0x22) return -1
      mark = bytes[at + 1] as number
      at += 1
    }
    if (newColumn <= place.column || newColumn > LAST_COLUMN) return -1
    if (mark === 0x2f && bytes[at + 1] === 0x3e) {
      place.column = newColumn
      return at + 2
    }
    if (mark !== 0x3e) return -1
    return newType === TYPE_INLINE
      ? shortText(bytes, at + 1, length, newColumn)
      : shortValue(bytes, at + 1, length, newColumn, newType)
  }

  /** `<v>…</v></c>` */
  function shortValue(bytes: Buffer, at: number, length: number, newColumn: number, newType: number): number {
    if (!lies(bytes, at, VALUE_BEGINS)) return -1
    const start = at + VALUE_BEGINS.length
    let end = start
    let flags = 0
    let index = 0
    while (end < length && bytes[end] !== 0x3c) {
      const byte = bytes[end] as number
      flags |= CLASS[byte] as number
      index = index * 10 + byte - 0x30
      end += 1
    }
    const after = end + VALUE_ENDS.length
    if (end === start || after > length || !lies(bytes, end, VALUE_ENDS)) return -1
    if (newType === TYPE_SHARED) {
      if (end - start > 9 || !allDigits(bytes, start, end)) return -1
      const to = shared.endOf(index)
      cells.put(newColumn, false, shared.bytes, shared.startOf(index), to, shared.flagsOf(index))
    } else cells.put(newColumn, newType === TYPE_NUMBER, bytes, start, end, flags)
    place.column = newColumn
    return after
  }

  /** `<is><t>…</t></is></c>`, where the text may be told to keep its spaces. */
  function shortText(bytes: Buffer, at: number, length: number, newColumn: number): number {
    if (!lies(bytes, at, TEXT_BEGINS)) return -1
    let start = at + TEXT_BEGINS.length
    if (bytes[start] === 0x20 && lies(bytes, start, KEEPS_SPACE)) start += KEEPS_SPACE.length
    if (bytes[start] !== 0x3e) return -1
    start += 1
    let end = start
    let flags = 0
    while (end < length && bytes[end] !== 0x3c) {
      flags |= CLASS[bytes[end] as number] as number
      end += 1
    }
    const after = end + TEXT_ENDS.length
    if (end === start || after > length || !lies(bytes, end, TEXT_ENDS)) return -1
    cells.put(newColumn, false, bytes, start, end, flags)
    place.column = newColumn
    return after
  }

  return shortCut
}
