import { colToLetter, writeXlsx, type Cell, type CellStyle, type DataValidation, type WriteSheet } from 'hucre/xlsx'
import { LIMITS } from './cells.ts'
import { openContainer } from './container.ts'
import { writeZip } from './zip-writer.ts'

export type WrittenColumn = {
  readonly header: string
  /** In characters of a Latin font. */
  readonly width: number
  /** Words to choose from; others can still be typed, and are judged when the file is read. */
  readonly choices?: readonly string[]
  readonly wraps?: boolean
}
export type WrittenRow = {
  readonly texts: readonly string[]
  /** Columns to be marked, the first is 0. */
  readonly marked?: readonly number[]
}

export type WrittenWorkbook = {
  readonly title: string
  readonly sheet: string
  readonly columns: readonly WrittenColumn[]
  readonly rows: readonly WrittenRow[]
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
const MAIN_SHEET = 'xl/worksheets/sheet1.xml'
const LAST_CHOICE_ROW = 200_001

/**
 * Writes one sheet of text cells under a header, frozen, with drop-downs and marked cells. Every cell is a typed string,
 * so that nothing in it is ever taken for a formula or a number. Security requirement 31.
 */
export async function writeWorkbook(book: WrittenWorkbook): Promise<Uint8Array> {
  const container = await openContainer(Buffer.from(await pattern(book)), LIMITS)
  const parts = []
  for (const name of container.names) {
    const data = await container.bytes(name)
    parts.push({ name, data: name === MAIN_SHEET ? filledIn(data.toString('utf8'), book.rows) : data })
  }
  return writeZip(parts)
}

/**
 * The workbook with its header and, below it, a row of plain and a row of marked cells, which show `filledIn` the styles:
 * the library writes neither the format of empty columns nor many rows in little memory.
 */
function pattern({ title, sheet, columns, notes, properties }: WrittenWorkbook): Promise<Uint8Array> {
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

/** Puts the rows in the place of the two that show the styles, and gives empty cells of the columns the plain style. */
function filledIn(xml: string, rows: readonly WrittenRow[]): Buffer {
  const plain = stylesOfRow(xml, 2)
  const marked = stylesOfRow(xml, 3)
  let column = 0
  const head = xml
    .slice(0, xml.indexOf('<row r="2"'))
    .replaceAll('<col ', () => `<col style="${plain[column++]}" `)
    .replace(/<dimension ref="[^"]*"\/>/, `<dimension ref="A1:${colToLetter(plain.length - 1)}${rows.length + 1}"/>`)
  const body = rows.map((row, index) => Buffer.from(rowXml(row, index + 2, plain, marked)))
  return Buffer.concat([Buffer.from(head), ...body, Buffer.from(xml.slice(xml.indexOf('</sheetData>')))])
}

function stylesOfRow(xml: string, row: number): string[] {
  const cells = Array.from(xml.matchAll(/<c r="[A-Z]+(\d+)" s="(\d+)"/g))
  return cells.flatMap(([, at, style = '']) => (Number(at) === row ? [style] : []))
}

function rowXml({ texts, marked }: WrittenRow, row: number, plain: readonly string[], mark: readonly string[]): string {
  let cells = ''
  texts.forEach((text, column) => {
    const style = (marked?.includes(column) ? mark : plain)[column]
    const place = `<c r="${colToLetter(column)}${row}" s="${style}"`
    if (text === '') cells += `${place}/>`
    else cells += `${place} t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
  })
  return `<row r="${row}">${cells}</row>`
}

/* What XML cannot hold is written as spreadsheets do, _x0007_, and so is text that only looks like that. */
const UNWRITABLE = /(?![\t\n])\p{Cc}|[\ufffe\uffff]|_(?=x[\dA-Fa-f]{4}_)/gu
const MARKUP = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
])

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(UNWRITABLE, (found) => `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(/[&<>]/g, (found) => MARKUP.get(found) ?? found)
}
