import { read, set_cptable, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx'
import * as codePages from '@e965/xlsx/dist/cpexcel.full.mjs'
import {
  damaged,
  EMPTY_CELL,
  unreadable,
  type Cell,
  type Sheet,
  type SheetRow,
  type Workbook,
  type WorkbookLimits,
} from './cells.ts'
import { createRowGate } from './row-gate.ts'

const BATCH = 500
const PASSWORD = /password/i

/** Opens an .xls workbook (Excel 5 to 2003) whole: the format has at most 65,536 rows a sheet. */
export function openXls(bytes: Buffer, limits: WorkbookLimits): Workbook {
  const book = readBook(bytes)
  const sheets = book.SheetNames.flatMap((name, index) => {
    const sheet = book.Sheets[name]
    const hidden = book.Workbook?.Sheets?.[index]?.Hidden ?? 0
    return sheet?.['!type'] === undefined && sheet ? [sheetOf(name, hidden === 0, sheet, limits)] : []
  })
  if (sheets.length === 0) throw unreadable({ code: 'no-sheet' })
  return { sheets, properties: new Map(), from1904: book.Workbook?.WBProps?.date1904 === true }
}

function readBook(bytes: Buffer): WorkBook {
  set_cptable(codePages)
  try {
    return read(bytes, {
      type: 'buffer',
      dense: true,
      cellFormula: false,
      cellHTML: false,
      cellText: false,
      cellStyles: false,
      bookVBA: false,
    })
  } catch (error) {
    throw PASSWORD.test(String(error)) ? unreadable({ code: 'password-protected' }) : damaged('xls')
  }
}

function sheetOf(name: string, visible: boolean, sheet: WorkSheet, limits: WorkbookLimits): Sheet {
  const merges = (sheet['!merges'] ?? []).map(({ s, e }) => ({
    top: s.r + 1,
    left: s.c + 1,
    bottom: e.r + 1,
    right: e.c + 1,
  }))
  if (merges.length > limits.merges) throw unreadable({ code: 'too-many-merges', most: limits.merges })
  const most = sheet['!data']?.length ?? 0
  let rowsRead = 0
  return {
    name,
    visible,
    merges,
    rows: () => rowsOf(sheet, limits, (until) => (rowsRead = until)),
    get share() {
      return most === 0 ? 1 : rowsRead / most
    },
  }
}

async function* rowsOf(
  sheet: WorkSheet,
  limits: WorkbookLimits,
  read: (until: number) => void,
): AsyncGenerator<SheetRow[], void> {
  const gate = createRowGate(limits)
  let batch: SheetRow[] = []
  for (const [index, stored] of (sheet['!data'] ?? []).entries()) {
    const cells = Array.from(stored ?? [], cellOf)
    if (gate.admits(index + 1, cells)) batch.push({ row: index + 1, cells })
    if (batch.length < BATCH) continue
    read(index + 1)
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

function cellOf(cell: CellObject | undefined): Cell {
  if (cell?.v === undefined || cell.v === null || cell.v === '') return EMPTY_CELL
  if (cell.t === 'e') return { text: cell.w ?? '#', kind: 'text' }
  return { text: String(cell.v), kind: cell.t === 'n' ? 'number' : 'text' }
}
