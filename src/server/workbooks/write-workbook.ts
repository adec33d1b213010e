import { LIMITS } from './cells.ts'
import { openContainer, type Container } from './container.ts'
import { writeZip } from './zip-writer.ts'
import { colToLetter, writeXlsx, type Cell, type CellStyle, type DataValidation, type WriteSheet } from 'hucre/xlsx'

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
  /** Columns to be marked, the first is 0. */ readonly marked?: readonly number[]
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
const WRAPPED: CellStyle = { numFmt: '@', alignment: { wrapText: true, vertical: 'top' } }
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
const STYLES = 'xl/styles.xml'
const MAIN_SHEET = 'xl/worksheets/sheet1.xml'
const LAST_CHOICE_ROW = 200_001

/**
 * Writes one sheet of text cells under a header, frozen, with drop-downs and marked cells. Every cell is a typed string,
 * so that nothing in it is ever taken for a formula or a number. Security requirement 31.
 */
export async function writeWorkbook(book: WrittenWorkbook): Promise<Uint8Array> {
  const sheets: WriteSheet[] = [mainSheet(book)]
  if (book.notes) sheets.push(notesSheet(book.notes.sheet, book.notes.lines))
  const custom = book.properties
  const properties = { title: book.title, ...(custom ? { custom: { ...custom } } : {}) }
  return withTextColumns(await writeXlsx({ sheets, properties }))
}

/** The library formats cells but not the empty ones below them: gives the first sheet's columns the text format too. */
async function withTextColumns(bytes: Uint8Array): Promise<Uint8Array> {
  const container = await openContainer(Buffer.from(bytes), LIMITS)
  const style = plainTextStyle(await wholePart(container, STYLES))
  const parts = []
  for (const name of container.names) {
    const data = await wholePart(container, name)
    parts.push({ name, data: name === MAIN_SHEET ? formatColumns(data, style) : data })
  }
  return writeZip(parts)
}

async function wholePart(container: Container, name: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of container.chunks(name)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Place of the plain style with format "text" in the table of cell styles. */
function plainTextStyle(styles: Buffer): number {
  const xml = styles.toString('utf8')
  const format = /<numFmt numFmtId="(\d+)" formatCode="@"/.exec(xml)?.[1]
  const table = /<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(xml)?.[1] ?? ''
  const entries = table.match(/<xf [^>]*>/g) ?? []
  const found = entries.findIndex(
    (xf) => xf.includes(`numFmtId="${format}" fontId="0" fillId="0"`) && !xf.includes('applyAlignment'),
  )
  if (found < 0) throw new Error('the workbook has no plain text style')
  return found
}

function formatColumns(sheet: Buffer, style: number): Buffer {
  const end = sheet.indexOf('</cols>')
  const head = sheet.toString('utf8', 0, end).replaceAll('<col ', `<col style="${style}" `)
  return Buffer.concat([Buffer.from(head), sheet.subarray(end)])
}

function mainSheet({ sheet, columns, rows }: WrittenWorkbook): WriteSheet {
  return {
    name: sheet,
    columns: columns.map(({ width, wraps }) => ({ width, style: wraps ? WRAPPED : TEXT })),
    rows: [columns.map(({ header }) => header), ...rows.map(({ texts }) => [...texts]), [null]],
    cells: styledCells(columns, rows),
    dataValidations: columns.flatMap(validationOf),
    freezePane: { rows: 1 },
  }
}

function styledCells(columns: readonly WrittenColumn[], rows: readonly WrittenRow[]): Map<string, Partial<Cell>> {
  const cells = new Map<string, Partial<Cell>>()
  columns.forEach((_, column) => cells.set(`0,${column}`, { style: HEADER }))
  cells.set(`${rows.length + 1},0`, { style: TEXT })
  rows.forEach(({ marked = [] }, row) => {
    for (const column of marked) cells.set(`${row + 1},${column}`, { style: MARKED })
  })
  return cells
}

function validationOf({ choices, header }: WrittenColumn, index: number): DataValidation[] {
  if (!choices) return []
  const letter = colToLetter(index)
  const range = `${letter}2:${letter}${LAST_CHOICE_ROW}`
  return [
    {
      type: 'list',
      values: [...choices],
      range,
      allowBlank: true,
      showErrorMessage: true,
      errorStyle: 'warning',
      errorTitle: header,
    },
  ]
}

function notesSheet(name: string, lines: readonly string[]): WriteSheet {
  return { name, columns: [{ width: 90, style: WRAPPED }], rows: lines.map((line) => [line]) }
}
