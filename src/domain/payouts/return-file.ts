import { cents, formatYuan, parseYuan, type Cents } from '../shared/cents.ts'
import { accept, refuse, type Decision } from '../shared/decision.ts'
import type { AmountForm, BankCharset, ReturnField, ReturnForm, ReturnPart } from './bank-format.ts'

/** The bank's answer to one payment. */
export type ReturnedLine = {
  /** Row of the file, from 1. */
  readonly row: number
  readonly reference: string
  readonly amount: Cents
  readonly result: 'paid' | 'failed'
  readonly reason: string
}

export type ReturnFile = { readonly batchNumber: string | null; readonly lines: readonly ReturnedLine[] }

/** The file cannot be read as this form: what is wrong with which row. */
export type ReturnFileRefusal =
  | { readonly code: 'return-file-encoding' }
  | { readonly code: 'return-file-empty' }
  | { readonly code: 'return-file-cut' }
  | { readonly code: 'return-file-row'; readonly row: number; readonly part: ReturnPart | 'width' | 'columns' }
  | { readonly code: 'return-file-totals'; readonly told: string; readonly counted: string }

/** The text of bytes, or undefined where they are not of this charset. */
export type DecodeBytes = (charset: BankCharset, bytes: Uint8Array) => string | undefined

type Row = ReadonlyMap<ReturnPart, string>
type Read<T> = Decision<T, ReturnFileRefusal>

/** Reads the bank's file in its form: every row, or the first thing that is wrong with it. Nothing is judged here. */
export function readReturnFile(form: ReturnForm, bytes: Uint8Array, decode: DecodeBytes): Read<ReturnFile> {
  const rows = rowsOf(form, bytes, decode)
  if (!rows.ok) return rows
  const [head] = rows.value
  const last = rows.value.at(-1)
  if (!head || !last) return refuse({ code: 'return-file-empty' })
  const { header, trailer } = form
  const top = header === null || header === 'names' ? accept(NO_PARTS) : partsOf(form, header, head)
  if (!top.ok) return top
  const foot = trailer === null ? accept(NO_PARTS) : footOf(form, trailer, last)
  if (!foot.ok) return foot
  const lines: ReturnedLine[] = []
  for (const raw of rows.value.slice(header === null ? 0 : 1, trailer === null ? undefined : -1)) {
    const line = lineOf(form, raw)
    if (!line.ok) return line
    lines.push(line.value)
  }
  const totals = judgeTotals(form, foot.value, lines)
  if (!totals.ok) return totals
  return accept({ batchNumber: top.value.get('batch-number') ?? foot.value.get('batch-number') ?? null, lines })
}

const NO_PARTS: Row = new Map()
const NEWLINE = 0x0a
const RETURN = 0x0d
/** A row with something in it, and where it stands in the file, from 1. */
type RawRow = { readonly row: number; readonly cells: readonly string[] }

/** Rows as their cells. A line feed is never part of a character in these charsets, so bytes are cut before decoding. */
function rowsOf(form: ReturnForm, bytes: Uint8Array, decode: DecodeBytes): Read<readonly RawRow[]> {
  const rows: RawRow[] = []
  let row = 0
  for (let from = 0; from < bytes.length;) {
    const newline = bytes.indexOf(NEWLINE, from)
    const end = newline < 0 ? bytes.length : newline
    const content = bytes.subarray(from, bytes[end - 1] === RETURN ? Math.max(end - 1, from) : end)
    from = end + 1
    row += 1
    if (content.length === 0) continue
    const fields = fixedFields(form, content, rows.length)
    const cells =
      form.kind === 'csv' ? csvCells(form, content, decode) : fixedCells(form.charset, fields, content, row, decode)
    if (!cells.ok) return cells
    rows.push({ row, cells: cells.value })
  }
  return accept(rows)
}

const BYTE_ORDER_MARK = '\ufeff'

function csvCells({ charset }: ReturnForm, content: Uint8Array, decode: DecodeBytes): Read<readonly string[]> {
  const text = decode(charset, content)
  if (text === undefined) return refuse({ code: 'return-file-encoding' })
  return accept(cellsOf(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text))
}

/** Cells of one row; a quoted one may hold commas, and quotes doubled. */
function cellsOf(text: string): string[] {
  const cells: string[] = []
  let cell = ''
  let quoted = false
  for (const character of text) {
    if (character === '"') quoted = !quoted
    else if (character === ',' && !quoted) {
      cells.push(cell.trim())
      cell = ''
    } else cell += character
  }
  return [...cells, cell.trim()]
}

/** Which of the three kinds of row this is decides its fields: by its mark, or by its place in the file. */
function fixedFields(form: ReturnForm, content: Uint8Array, at: number): readonly ReturnField[] {
  const { header, trailer, line } = form
  if (at === 0 && header !== null && header !== 'names') return header
  const isTrailer = trailer !== null && String.fromCharCode(content[0] ?? 0) === trailer.mark
  return isTrailer ? trailer.fields : line
}

function fixedCells(
  charset: BankCharset,
  fields: readonly ReturnField[],
  content: Uint8Array,
  row: number,
  decode: DecodeBytes,
): Read<readonly string[]> {
  if (content.length < fields.reduce((sum, { width = 0 }) => sum + width, 0))
    return refuse({ code: 'return-file-row', row, part: 'width' })
  const cells: string[] = []
  let from = 0
  for (const { width = 0 } of fields) {
    const text = decode(charset, content.subarray(from, from + width))
    if (text === undefined) return refuse({ code: 'return-file-encoding' })
    cells.push(text.trim())
    from += width
  }
  return accept(cells)
}

/** What a row says, by part. Further cells of a CSV row must be empty. */
function partsOf({ kind }: ReturnForm, fields: readonly ReturnField[], { row, cells }: RawRow): Read<Row> {
  const tooMany = kind === 'csv' && cells.slice(fields.length).some((cell) => cell !== '')
  if (cells.length < fields.length || tooMany) return refuse({ code: 'return-file-row', row, part: 'columns' })
  const parts = new Map<ReturnPart, string>()
  for (const [at, { is }] of fields.entries()) if (is !== 'skip') parts.set(is, cells[at] ?? '')
  return accept(parts)
}

function footOf(form: ReturnForm, { mark, fields }: NonNullable<ReturnForm['trailer']>, last: RawRow): Read<Row> {
  const parts = last.cells[0] === mark ? partsOf(form, fields, last) : undefined
  return parts?.ok ? parts : refuse({ code: 'return-file-cut' })
}

function lineOf(form: ReturnForm, raw: RawRow): Read<ReturnedLine> {
  const { row } = raw
  const parts = partsOf(form, form.line, raw)
  if (!parts.ok) return parts
  const said = parts.value
  const wrong = (part: ReturnPart) => refuse({ code: 'return-file-row', row, part })
  const reference = said.get('reference') ?? ''
  if (reference === '') return wrong('reference')
  const amount = amountOf(said.get('amount') ?? '', form.amounts)
  if (amount === undefined) return wrong('amount')
  const word = said.get('result') ?? ''
  const result = form.words.paid.includes(word) ? 'paid' : form.words.failed.includes(word) ? 'failed' : undefined
  if (result === undefined) return wrong('result')
  // Only a failure has a reason, and not every bank gives one.
  const reason = result === 'failed' ? (said.get('reason') ?? '') : ''
  return accept({ row, reference, amount, result, reason })
}

function amountOf(text: string, form: AmountForm): Cents | undefined {
  if (form === 'fen') return /^\d{1,15}$/.test(text) ? cents(Number(text)) : undefined
  const parsed = parseYuan(text)
  return parsed.ok ? parsed.value : undefined
}

function judgeTotals(form: ReturnForm, foot: Row, lines: readonly ReturnedLine[]): Read<true> {
  const count = foot.get('count')
  const sum = foot.get('sum')
  const summed = lines.reduce((total, { amount }) => total + amount, 0)
  if (count !== undefined && !(/^\d+$/.test(count) && Number(count) === lines.length))
    return refuse({ code: 'return-file-totals', told: count, counted: String(lines.length) })
  if (sum !== undefined && amountOf(sum, form.amounts) !== summed)
    return refuse({ code: 'return-file-totals', told: sum, counted: formatYuan(cents(summed)) })
  return accept(true)
}
