// Runs in a worker: reads and judges a dictionary file for `readDictionary`.
import {
  judgeDictionaryRow,
  keyOfEntry,
  readDictionaryHeader,
  type DictionaryFileProblem,
  type DictionaryKind,
  type DictionaryPlaces,
  type DictionaryProblem,
} from '../../domain/claims/dictionary-rows.ts'
import { cellReference, type Cell, type Sheet } from '../workbooks/cells.ts'
import { openWorkbook } from '../workbooks/open-workbook.ts'
import { serveWorker } from '../workbooks/serve-worker.ts'
import { initialsOf } from './pinyin-initials.ts'
import {
  columnOf,
  type DictionaryInput,
  type DictionaryReading,
  type ReadEntry,
  type RowProblem,
} from './read-dictionary.ts'

/** Rows from the top in which the header may stand. */
const HEADER_ROWS = 10

serveWorker<DictionaryInput, never, DictionaryReading>(async ({ kind, bytes, fileName }) => {
  const workbook = await openWorkbook(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), fileName)
  let faulty: DictionaryFileProblem = { code: 'header-missing' }
  for (const sheet of workbook.sheets.filter(({ visible }) => visible)) {
    const header = await findHeader(kind, sheet)
    if ('places' in header) return readRows(kind, sheet, header)
    if (faulty.code === 'header-missing') faulty = header
  }
  return { problem: faulty }
})

type Header = { readonly row: number; readonly places: DictionaryPlaces }

async function findHeader(kind: DictionaryKind, sheet: Sheet): Promise<Header | DictionaryFileProblem> {
  let problem: DictionaryFileProblem = { code: 'header-missing' }
  for await (const rows of sheet.rows()) {
    for (const { row, cells } of rows) {
      if (row > HEADER_ROWS) return problem
      const reading = readDictionaryHeader(
        kind,
        cells.map(({ text }) => text),
      )
      if (reading.kind === 'header') return { row, places: reading.places }
      if (reading.kind === 'none' || problem.code !== 'header-missing') continue
      const { missing, repeated } = reading
      problem =
        missing.length > 0 ? { code: 'columns-missing', row, missing } : { code: 'columns-repeated', row, repeated }
    }
  }
  return problem
}

/** A number cell as people read it: 102.0 and 1.02E2 are 102. */
function textOf(cell: Cell | undefined): string {
  if (!cell) return ''
  if (cell.kind !== 'number' || /^\d+$/.test(cell.text)) return cell.text
  const value = Number(cell.text)
  return Number.isSafeInteger(value) ? String(value) : cell.text
}

async function readRows(
  kind: DictionaryKind,
  sheet: Sheet,
  { row: headerRow, places }: Header,
): Promise<DictionaryReading> {
  const entries: ReadEntry[] = []
  const problems: RowProblem[] = []
  const firstRows = new Map<string, number>()
  let rows = 0
  const note = (row: number, problem: DictionaryProblem) => {
    const place = places[columnOf(problem)]
    problems.push({ row, cell: place === undefined ? '' : cellReference(row, place + 1), problem })
  }
  for await (const batch of sheet.rows()) {
    for (const { row, cells } of batch) {
      if (row <= headerRow) continue
      const at = (place: number | undefined) => textOf(place === undefined ? undefined : cells[place])
      const typed = Object.fromEntries(Object.entries(places).map(([column, place]) => [column, at(place)]))
      if (Object.values(typed).every((text) => text.trim() === '')) continue
      rows += 1
      const judged = judgeDictionaryRow(kind, typed)
      for (const problem of judged.problems) note(row, problem)
      if (!judged.entry) continue
      const key = keyOfEntry(judged.entry)
      const before = firstRows.get(key)
      if (before !== undefined) note(row, { code: 'code-twice', row: before })
      else firstRows.set(key, row)
      entries.push({ ...judged.entry, initials: initialsOf(judged.entry.name) })
    }
  }
  return rows === 0 ? { problem: { code: 'no-rows' } } : { rows, entries, problems }
}
