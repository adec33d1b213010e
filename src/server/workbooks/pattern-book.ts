import { colToLetter, writeXlsx, type Cell, type CellStyle, type DataValidation, type WriteSheet } from 'hucre/xlsx'

export type WrittenColumn = {
  readonly header: string
  /** In characters of a Latin font. */
  readonly width: number
  /** Words to choose from; others can still be typed, and are judged when the file is read. */
  readonly choices?: readonly string[]
  readonly wraps?: boolean
}

/** A workbook without its rows. */
export type PatternBook = {
  readonly title: string
  readonly sheet: string
  readonly columns: readonly WrittenColumn[]
  /** A second sheet with lines of text, such as instructions. */
  readonly notes?: { readonly sheet: string; readonly lines: readonly string[] }
  /** Custom document properties. */
  readonly properties?: Readonly<Record<string, string>>
}

/** Format "text": what is typed stays as typed, long numbers keep their digits. */
const TEXT: CellStyle = { numFmt: '@' }
const WRAPS: CellStyle = { alignment: { wrapText: true, vertical: 'top' } }
const HEADER: CellStyle = {
  numFmt: '@',
  font: { bold: true, size: 11, name: 'Calibri' },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E8EEF7' } },
  alignment: { vertical: 'center' },
}
const MARKED: CellStyle = {
  numFmt: '@',
  font: { color: { rgb: '9C0006' }, size: 11, name: 'Calibri' },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFC7CE' } },
}
const LAST_CHOICE_ROW = 200_001

/** The part of the sheet that is filled in. */
export const MAIN_SHEET = 'xl/worksheets/sheet1.xml'

/**
 * The workbook with its header and, below it, a row of plain and a row of marked cells, which show the styles to whoever fills
 * it in: the library writes neither the format of empty columns nor many rows in little memory.
 */
export function patternBook({ title, sheet, columns, notes, properties }: PatternBook): Promise<Uint8Array> {
  const sheets: WriteSheet[] = [patternSheet(sheet, columns)]
  if (notes) {
    const rows = notes.lines.map((line) => [line])
    sheets.push({ name: notes.sheet, columns: [{ width: 90, style: { ...TEXT, ...WRAPS } }], rows })
  }
  return writeXlsx({ sheets, properties: { title, ...(properties ? { custom: { ...properties } } : {}) } })
}

function patternSheet(name: string, columns: readonly WrittenColumn[]): WriteSheet {
  const cells = new Map<string, Partial<Cell>>()
  columns.forEach(({ wraps }, column) => {
    const alignment = wraps ? WRAPS : {}
    cells.set(`0,${column}`, { style: HEADER })
    cells.set(`1,${column}`, { style: { ...TEXT, ...alignment } })
    cells.set(`2,${column}`, { style: { ...MARKED, ...alignment } })
  })
  return {
    name,
    columns: columns.map(({ width }) => ({ width })),
    rows: [columns.map(({ header }) => header), [null], [null]],
    cells,
    dataValidations: columns.flatMap(validationOf),
    freezePane: { rows: 1 },
  }
}

function validationOf({ choices, header }: WrittenColumn, index: number): DataValidation[] {
  if (!choices) return []
  const letter = colToLetter(index)
  const range = `${letter}2:${letter}${LAST_CHOICE_ROW}`
  const asks = { allowBlank: true, showErrorMessage: true, errorStyle: 'warning', errorTitle: header } as const
  return [{ type: 'list', values: [...choices], range, ...asks }]
}

/** Numbers of the styles that the cells of a row have. */
export function stylesOfRow(xml: string, row: number): string[] {
  const cells = Array.from(xml.matchAll(/<c r="[A-Z]+(\d+)" s="(\d+)"/g))
  return cells.flatMap(([, at, style = '']) => (Number(at) === row ? [style] : []))
}
