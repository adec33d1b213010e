import { unescapeCharacters } from './cell-markup.ts'
import { cellReference, EMPTY_CELL, unreadable, type Cell, type RowInPlace, type WorkbookLimits } from './cells.ts'
import { decodeText, NOT_ASCII } from './xml-text.ts'

const NOTHING = Buffer.alloc(0)
const EMPTY = 0
const TEXT = 1
const NUMBER = 2

/**
 * The one row that a sheet's reader stands on. Cells are noted by the place of their bytes and become strings when they
 * are asked for: most rows of a roster can be judged without. Texts that are not in the bytes as they are (entities,
 * rich text, long ones) are kept as strings, with an empty place. Columns of `put` and `putText` count from 1.
 */
export function createRowInPlace(limits: WorkbookLimits, part: string) {
  const { columns, cellCharacters } = limits
  const kinds = new Uint8Array(columns)
  const flagsOf = new Uint8Array(columns)
  const starts = new Int32Array(columns)
  const ends = new Int32Array(columns)
  const sources: Buffer[] = Array.from({ length: columns }, () => NOTHING)
  const texts: string[] = Array.from({ length: columns }, () => '')
  let width = 0

  function begin(number: number): void {
    for (let at = 0; at < width; at += 1) kinds[at] = EMPTY
    place.row = number
    width = 0
  }

  /** Notes a cell whose text lies in `source`; `flags` as the scanner of XML tells them. */
  function put(column: number, isNumber: boolean, source: Buffer, start: number, end: number, flags: number): void {
    if (start === end) return
    if (flags & ~NOT_ASCII || end - start > cellCharacters || column > columns)
      return putText(column, isNumber, decodeText(source, start, end, flags, part))
    const at = column - 1
    kinds[at] = isNumber ? NUMBER : TEXT
    flagsOf[at] = flags
    starts[at] = start
    ends[at] = end
    sources[at] = source
    width = column
  }

  function putText(column: number, isNumber: boolean, text: string): void {
    if (text === '') return
    const cell = () => cellReference(place.row, column)
    if (column > columns) throw unreadable({ code: 'too-many-columns', most: columns, cell: cell() })
    const at = column - 1
    keep(at, text.includes('_x') ? unescapeCharacters(text) : text)
    if ((texts[at] as string).length > cellCharacters)
      throw unreadable({ code: 'cell-too-long', most: cellCharacters, cell: cell() })
    kinds[at] = isNumber ? NUMBER : TEXT
    width = column
  }

  function keep(at: number, text: string): void {
    texts[at] = text
    sources[at] = NOTHING
    starts[at] = 0
    ends[at] = 0
  }

  /** The bytes are about to move: what was noted of an unfinished row is turned into strings. */
  function settle(): void {
    for (let at = 0; at < width; at += 1) if (kinds[at] !== EMPTY) textAt(at)
  }

  /** A text that was made once is kept. */
  function textAt(at: number): string {
    const end = ends[at] as number
    if (end > 0) keep(at, decodeText(sources[at] as Buffer, starts[at] as number, end, flagsOf[at] as number, part))
    return texts[at] as string
  }

  function isEmpty(at: number): boolean {
    return at < 0 || at >= width || kinds[at] === EMPTY
  }

  function isNumber(at: number): boolean {
    return at < width && kinds[at] === NUMBER
  }

  function cell(at: number): Cell | undefined {
    if (at >= width) return undefined
    const kind = kinds[at]
    return kind === EMPTY ? EMPTY_CELL : { text: textAt(at), kind: kind === NUMBER ? 'number' : 'text' }
  }

  function cells(): Cell[] {
    const row: Cell[] = []
    for (let at = 0; at < width; at += 1) row.push(cell(at) ?? EMPTY_CELL)
    return row
  }

  /** One plain object for all rows: a getter or a spread here would cost as much as all the reading. */
  const place = { row: 0, sources, starts, ends, isEmpty, isNumber, cell, cells } satisfies RowInPlace
  return { begin, put, putText, settle, hasText: () => width > 0, place: place as RowInPlace }
}
