import type { WorkbookRefusal } from '../../domain/files/workbook-refusal.ts'

/** A cell as stored: number cells keep their digits as written; `untyped` are cells of files that know only text. */
export type Cell = { readonly text: string; readonly kind: 'empty' | 'text' | 'number' | 'untyped' }
/** Cells of one row from its first column on; `row` counts from 1. Rows without any text are left out. */
export type SheetRow = { readonly row: number; readonly cells: readonly Cell[] }
/** A merged range, rows and columns counted from 1. */
export type MergedRange = {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/**
 * A row as the reader stands on it, valid until the reader goes on. Columns count from 0. The UTF-8 of a cell's text lies
 * between its `starts` and `ends` in its `sources`; where that is an empty stretch, only `cell` knows it.
 */
export type RowInPlace = {
  readonly row: number
  readonly sources: readonly Uint8Array[]
  readonly starts: Int32Array
  readonly ends: Int32Array
  isEmpty(column: number): boolean
  isNumber(column: number): boolean
  /** Nothing beyond the row's last cell. */
  readonly cell: (column: number) => Cell | undefined
  cells(): readonly Cell[]
}

export type Sheet = {
  readonly name: string
  readonly visible: boolean
  /** How much of it has been read by now, 0 to 1: what progress can be told by before the rows are counted. */
  readonly share: number
  /** The rows in batches, read as they are asked for; each call reads from the top. */
  rows(): AsyncGenerator<SheetRow[], void>
  /** Hands over the rows in their places, in batches like `rows`; only files whose cells lie as UTF-8 have it. */
  scan?(take: (row: RowInPlace) => void): AsyncGenerator<void, void>
  /** Merged ranges; complete once `rows` was read to its end. */
  readonly merges: readonly MergedRange[]
}

export type Workbook = {
  readonly sheets: readonly Sheet[]
  /** Custom document properties by name. */
  readonly properties: ReadonlyMap<string, string>
  /** Days are counted from 1904, as old spreadsheets of one maker do. */
  readonly from1904: boolean
}

export type WorkbookLimits = {
  readonly fileBytes: number
  readonly unpackedBytes: number
  readonly parts: number
  readonly rows: number
  readonly columns: number
  readonly cellCharacters: number
  readonly merges: number
}

/** Source: security requirement 27. */
export const LIMITS: WorkbookLimits = {
  fileBytes: 30 * 1024 * 1024,
  unpackedBytes: 400_000_000,
  parts: 200,
  rows: 200_000,
  columns: 50,
  cellCharacters: 1_000,
  merges: 10_000,
}

export const EMPTY_CELL: Cell = { text: '', kind: 'empty' }

/** Carries a refusal out of the depths of a stream; `openWorkbook` and its callers turn it back into a value. */
export class UnreadableWorkbook extends Error {
  readonly refusal: WorkbookRefusal
  constructor(refusal: WorkbookRefusal) {
    super(refusal.code)
    this.name = 'UnreadableWorkbook'
    this.refusal = refusal
  }
}

export function unreadable(refusal: WorkbookRefusal): UnreadableWorkbook {
  return new UnreadableWorkbook(refusal)
}

export function damaged(part: string): UnreadableWorkbook {
  return new UnreadableWorkbook({ code: 'file-damaged', part })
}

/** `C12` for row 12, column 3; both count from 1. */
export function cellReference(row: number, column: number): string {
  let letters = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return `${letters}${row}`
}
