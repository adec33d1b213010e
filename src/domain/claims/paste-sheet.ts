import { HOSPITAL_LEVELS, SHEET_AMOUNTS } from '../plans/benefit-terms.ts'
import { formatYuan, parseYuan } from '../shared/cents.ts'
import { accept, refuse, type Decision } from '../shared/decision.ts'
import { typedDate } from '../shared/typed-date.ts'
import { compact, tidy } from '../shared/typed-text.ts'

/** Fields of a settlement sheet that can be pasted, by the names that the wire has for them. */
export const SHEET_FIELDS = [
  'hospital',
  'hospitalLevel',
  'insurance',
  'remote',
  'admittedOn',
  'dischargedOn',
  'invoiceNumber',
  'settlementKind',
  'treatment',
  ...SHEET_AMOUNTS,
] as const
export type SheetField = (typeof SHEET_FIELDS)[number]

/** Columns of an office's list, left to right; what the sheet does not ask for stands as `ignored`. */
export type SheetColumn = SheetField | 'ignored'

/** Values as the form takes them: decimal yuan, `YYYY-MM-DD`, `true`, `employee`; empty cells are absent. */
export type PastedSheet = {
  readonly values: { readonly [F in SheetField]?: string }
  /** Cells that could not be read, as pasted; their fields stay as they were. */
  readonly unread: readonly { readonly field: SheetField; readonly cell: string }[]
}

export type PasteRefusal =
  | { readonly code: 'paste-empty' }
  | { readonly code: 'paste-too-many-cells'; readonly line: number; readonly cells: number; readonly columns: number }

const INSURANCE_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    employee: ['职工', '职工医保', '城镇职工', '城镇职工医保', '城镇职工基本医疗保险', '职工基本医疗保险', '在职'],
    resident: ['居民', '居民医保', '城乡居民', '城乡居民医保', '城乡居民基本医疗保险', '居民基本医疗保险', '新农合'],
    none: ['无', '未参保', '未参加医保', '自费'],
  }).flatMap(([insurance, words]) => words.map((word): [string, string] => [word, insurance])),
)
const YES_AND_NO: ReadonlyMap<string, string> = new Map([
  ['是', 'true'],
  ['异地', 'true'],
  ['否', 'false'],
  ['本地', 'false'],
])
/** How spreadsheets and people write that a cell holds nothing. */
const NOTHING = /^[-—–/\\]$/

/** Reads one cell; undefined where the cell is not of its field's kind. */
type CellReader = (cell: string) => string | undefined

function amount(cell: string): string | undefined {
  const parsed = parseYuan(compact(cell).replace(/[,，¥￥元]/g, ''))
  return parsed.ok ? formatYuan(parsed.value) : undefined
}

const READERS: { readonly [F in SheetField]?: CellReader } = {
  hospitalLevel: (cell) => HOSPITAL_LEVELS.find((level) => compact(cell).startsWith(level)),
  insurance: (cell) => INSURANCE_WORDS.get(compact(cell)),
  remote: (cell) => YES_AND_NO.get(compact(cell)),
  admittedOn: day,
  dischargedOn: day,
  ...Object.fromEntries(SHEET_AMOUNTS.map((name) => [name, amount])),
}

/** A day; the time that hospitals' systems print after it drops. */
function day(cell: string): string | undefined {
  return typedDate(tidy(cell).replace(/ \d{1,2}:\d{2}(?::\d{2})?$/, ''))
}

function readLine(cells: readonly string[], order: readonly SheetColumn[]): PastedSheet {
  const values: Partial<Record<SheetField, string>> = {}
  const unread: { field: SheetField; cell: string }[] = []
  for (const [at, field] of order.entries()) {
    const cell = tidy(cells[at] ?? '')
    if (field === 'ignored' || cell === '' || NOTHING.test(cell)) continue
    const reader = READERS[field]
    const value = reader ? reader(cell) : cell
    if (value === undefined) unread.push({ field, cell })
    else values[field] = value
  }
  return { values, unread }
}

/** Cells of a line without the empty ones at its end, which Excel copies from the rest of the row. */
function withoutTail(cells: readonly string[]): readonly string[] {
  const filled = cells.map((cell) => tidy(cell) !== '')
  return cells.slice(0, filled.lastIndexOf(true) + 1)
}

/**
 * Lines pasted from a spreadsheet as settlement sheets, one each, by the field order of the office. A line with more
 * cells than the order has columns is refused: its amounts would land in wrong fields.
 */
export function pasteSheets(
  pasted: string,
  order: readonly SheetColumn[],
): Decision<readonly PastedSheet[], PasteRefusal> {
  const lines = pastedCells(pasted).map(withoutTail)
  const tooLong = lines.findIndex((cells) => cells.length > order.length)
  const cells = lines[tooLong]
  if (cells)
    return refuse({
      code: 'paste-too-many-cells',
      line: tooLong + 1,
      cells: cells.length,
      columns: order.length,
    })
  const sheets = lines.filter((cells) => cells.length > 0).map((cells) => readLine(cells, order))
  return sheets.length === 0 ? refuse({ code: 'paste-empty' }) : accept(sheets)
}

/** Lines and cells of a spreadsheet's clipboard: tabs between cells, quotes around cells that hold tabs or line ends. */
export function pastedCells(pasted: string): readonly (readonly string[])[] {
  const lines: string[][] = [[]]
  let at = 0
  while (at <= pasted.length) {
    const [cell, end] = pasted[at] === '"' ? quotedCell(pasted, at) : plainCell(pasted, at)
    lines.at(-1)?.push(cell)
    const lineEnd = pasted.startsWith('\r\n', end) ? 2 : 1
    if (end < pasted.length && pasted[end] !== '\t') lines.push([])
    at = end + lineEnd
  }
  return lines
}

function plainCell(pasted: string, from: number): [cell: string, end: number] {
  let end = from
  while (end < pasted.length && !'\t\r\n'.includes(pasted.charAt(end))) end += 1
  return [pasted.slice(from, end), end]
}

/** A quote that is not closed before the cell ends is a character like any other. */
function quotedCell(pasted: string, from: number): [cell: string, end: number] {
  let close = pasted.indexOf('"', from + 1)
  while (close >= 0 && pasted[close + 1] === '"') close = pasted.indexOf('"', close + 2)
  const after = pasted.charAt(close + 1)
  if (close < 0 || (after !== '' && !'\t\r\n'.includes(after))) return plainCell(pasted, from)
  return [pasted.slice(from + 1, close).replaceAll('""', '"'), close + 1]
}
