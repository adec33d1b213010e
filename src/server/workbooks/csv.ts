import { Readable } from 'node:stream'
import Papa from 'papaparse'
import { EMPTY_CELL, unreadable, type Cell, type SheetRow, type Workbook, type WorkbookLimits } from './cells.ts'
import { createRowGate } from './row-gate.ts'

/** Characters parsed at once: the parser's work on a piece grows with the square of its length (40,000 rows: 10 s in pieces of 1 MB, 0.5 s in these). */
const PIECE = 32_768
const BATCH = 500
/** What our own exports put a quote before, so that no spreadsheet takes it for a formula. Security requirement 31. */
const GUARDED = /^'(?=[=+\-@\t\r\n\0＝＋－＠])/

/** Opens a .csv file, UTF-8 or UTF-16 by its mark, else UTF-8 where it can be that, else GB18030. It has one sheet. */
export function openCsv(bytes: Buffer, limits: WorkbookLimits): Workbook {
  const encoding = encodingOf(bytes)
  if (encoding !== 'utf-16le' && encoding !== 'utf-16be' && bytes.includes(0)) {
    throw unreadable({ code: 'file-is-not-what-its-name-says' })
  }
  let bytesRead = 0
  const rows = () =>
    readRows(
      pieces(bytes, encoding, (until) => (bytesRead = until)),
      limits,
    )
  const sheet = {
    name: '',
    visible: true,
    rows,
    merges: [],
    get share() {
      return Math.min(1, bytesRead / Math.max(1, bytes.length))
    },
  }
  return { sheets: [sheet], properties: new Map(), from1904: false }
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

function encodingOf(bytes: Buffer): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  for (const encoding of ['utf-8', 'gb18030'] as const) if (canBe(encoding, bytes)) return encoding
  throw unreadable({ code: 'encoding-unknown' })
}

function canBe(encoding: Encoding, bytes: Buffer): boolean {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for (let at = 0; at < bytes.length; at += PIECE) decoder.decode(bytes.subarray(at, at + PIECE), { stream: true })
    decoder.decode()
    return true
  } catch {
    return false
  }
}

function* pieces(bytes: Buffer, encoding: Encoding, read: (until: number) => void): Generator<string, void> {
  const decoder = new TextDecoder(encoding)
  for (let at = 0; at < bytes.length; at += PIECE) {
    const piece = decoder.decode(bytes.subarray(at, at + PIECE), { stream: true })
    if (piece !== '') yield piece
    read(at + PIECE)
  }
}

async function* readRows(texts: Iterable<string>, limits: WorkbookLimits): AsyncGenerator<SheetRow[], void> {
  const source = Readable.from(texts)
  const parser = Papa.parse(Papa.NODE_STREAM_INPUT, { skipEmptyLines: false })
  const gate = createRowGate(limits)
  source.pipe(parser)
  let row = 0
  let batch: SheetRow[] = []
  try {
    for await (const fields of parser as AsyncIterable<string[]>) {
      row += 1
      const cells = fields.map(cellOf)
      if (gate.admits(row, cells)) batch.push({ row, cells })
      if (batch.length < BATCH) continue
      yield batch
      batch = []
    }
    if (batch.length > 0) yield batch
  } finally {
    source.destroy()
    parser.destroy()
  }
}

function cellOf(text: string): Cell {
  return text === '' ? EMPTY_CELL : { text: text.replace(GUARDED, ''), kind: 'untyped' }
}
