import { colToLetter } from 'hucre/xlsx'
import { inlineText } from './cell-text.ts'
import { LIMITS } from './cells.ts'
import { openContainer, type Container } from './container.ts'
import { MAIN_SHEET, patternBook, stylesOfRow, type PatternBook } from './pattern-book.ts'
import { streamZip } from './zip-stream.ts'

/** A workbook whose rows come by and by, in batches of any size. */
export type StreamedWorkbook = PatternBook & { readonly rows: AsyncIterable<readonly (readonly string[])[]> }

const FLUSH_AT = 128 * 1024

/**
 * Writes one sheet of text cells under a frozen header, rows as they come, in constant memory. Every cell is a typed
 * string, so that nothing in it is ever taken for a formula or a number. Security requirement 31.
 */
export async function* streamWorkbook(book: StreamedWorkbook): AsyncGenerator<Buffer, void> {
  const container = await openContainer(Buffer.from(await patternBook(book)), LIMITS)
  const sheet = (await container.bytes(MAIN_SHEET)).toString('utf8')
  const parts = container.names.map((name) => ({
    name,
    bytes: name === MAIN_SHEET ? filledIn(sheet, book.rows) : whole(container, name),
  }))
  yield* streamZip(parts)
}

async function* whole(container: Container, name: string): AsyncGenerator<Buffer> {
  yield await container.bytes(name)
}

/** Puts the rows in the place of those that show the styles. How many there will be, nobody is told. */
async function* filledIn(xml: string, rows: StreamedWorkbook['rows']): AsyncGenerator<Buffer> {
  const styles = stylesOfRow(xml, 2)
  const head = xml.slice(0, xml.indexOf('<row r="2"')).replace(/<dimension ref="[^"]*"\/>/, '')
  yield Buffer.from(head)
  const before = styles.map((_, column) => `<c r="${colToLetter(column)}`)
  const empty = styles.map((style) => `" s="${style}"/>`)
  const typed = styles.map((style) => `" s="${style}" t="inlineStr">`)
  let at = 1
  let pending = ''
  for await (const batch of rows) {
    for (const texts of batch) {
      at += 1
      pending += `<row r="${at}">`
      for (const [column, text] of texts.entries()) {
        if (text === '') pending += `${before[column]}${at}${empty[column]}`
        else pending += `${before[column]}${at}${typed[column]}${inlineText(text)}</c>`
      }
      pending += '</row>'
      if (pending.length < FLUSH_AT) continue
      yield Buffer.from(pending)
      pending = ''
    }
  }
  yield Buffer.from(pending + xml.slice(xml.indexOf('</sheetData>')))
}
