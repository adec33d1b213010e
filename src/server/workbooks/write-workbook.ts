import { colToLetter } from 'hucre/xlsx'
import { inlineText } from './cell-text.ts'
import { LIMITS } from './cells.ts'
import { openContainer } from './container.ts'
import { MAIN_SHEET, patternBook, stylesOfRow, type PatternBook } from './pattern-book.ts'
import { writeZip } from './zip-writer.ts'

export type WrittenRow = {
  readonly texts: readonly string[]
  /** Columns to be marked, the first is 0. */
  readonly marked?: readonly number[]
}

export type WrittenWorkbook = PatternBook & { readonly rows: readonly WrittenRow[] }

/**
 * Writes one sheet of text cells under a header, frozen, with drop-downs and marked cells. Every cell is a typed string,
 * so that nothing in it is ever taken for a formula or a number. Security requirement 31.
 */
export async function writeWorkbook(book: WrittenWorkbook): Promise<Uint8Array> {
  const container = await openContainer(Buffer.from(await patternBook(book)), LIMITS)
  const parts = []
  for (const name of container.names) {
    const data = await container.bytes(name)
    parts.push({ name, data: name === MAIN_SHEET ? filledIn(data.toString('utf8'), book.rows) : data })
  }
  return writeZip(parts)
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

function rowXml({ texts, marked }: WrittenRow, row: number, plain: readonly string[], mark: readonly string[]): string {
  let cells = ''
  texts.forEach((text, column) => {
    const style = (marked?.includes(column) ? mark : plain)[column]
    const place = `<c r="${colToLetter(column)}${row}" s="${style}"`
    if (text === '') cells += `${place}/>`
    else cells += `${place} t="inlineStr">${inlineText(text)}</c>`
  })
  return `<row r="${row}">${cells}</row>`
}
