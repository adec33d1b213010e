import { breakLines } from './line-breaks.ts'
import { INK, LINE_WIDTH, PAGE, type Align, type Sheet } from './sheet.ts'

export type Column<Row> = {
  readonly head: string
  /** Part of the table's width; all parts are added up. */
  readonly part: number
  readonly align?: Align
  text(row: Row, index: number): string
}

export type TableStyle = { readonly rowHeight: number; readonly size: number }

const GAP = 6
const HEAD_HEIGHT = 20
/** Where the middle of Chinese letters lies above the baseline, in parts of the size. */
const MIDDLE = 0.36
const SMALL = 0.74

/** A table over any number of pages; its heads are repeated on each. Text that is too wide is set smaller. */
export function drawTable<Row>(
  sheet: Sheet,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  { rowHeight, size }: TableStyle,
): void {
  const boxes = boxesOf(columns)
  const head = () => {
    sheet.box(sheet.y, HEAD_HEIGHT, INK.tint)
    sheet.rule(sheet.y, 0.9, INK.text)
    const baseline = sheet.y + HEAD_HEIGHT / 2 + size * MIDDLE
    for (const { column, box } of boxes)
      sheet.line(column.head, baseline, { size, weight: 'bold', color: INK.text }, box)
    sheet.y += HEAD_HEIGHT
    sheet.rule(sheet.y, 0.5, INK.text)
  }
  sheet.keep(HEAD_HEIGHT + rowHeight)
  head()
  for (const [index, row] of rows.entries()) {
    if (sheet.keep(rowHeight)) head()
    const baseline = sheet.y + rowHeight / 2 + size * MIDDLE
    for (const { column, box } of boxes) drawCell(sheet, column.text(row, index), baseline, size, box)
    sheet.y += rowHeight
    if (index < rows.length - 1) sheet.rule(sheet.y)
  }
  sheet.rule(sheet.y, 0.9, INK.text)
}

/** A little too wide is set smaller; much too wide, as some foreign names are, goes on two small lines. */
function drawCell(sheet: Sheet, text: string, baseline: number, size: number, box: Box): void {
  const style = { size, color: INK.text }
  if (!sheet.drawing || sheet.typesetter.widthOf(text, style) * SMALL <= box.width) {
    sheet.line(text, baseline, style, box)
    return
  }
  const small = { ...style, size: size * SMALL }
  const [first = '', ...others] = breakLines(text, box.width, (part) => sheet.typesetter.widthOf(part, small))
  sheet.line(first, baseline - size * 0.42, small, box)
  sheet.line(others.join(''), baseline + size * 0.36, small, box)
}

type Box = { readonly x: number; readonly width: number; readonly align: Align }

function boxesOf<Row>(columns: readonly Column<Row>[]): { column: Column<Row>; box: Box }[] {
  const parts = columns.reduce((sum, column) => sum + column.part, 0)
  let left: number = PAGE.left
  return columns.map((column) => {
    const width = (LINE_WIDTH * column.part) / parts
    const box = { x: left + GAP, width: width - 2 * GAP, align: column.align ?? 'left' }
    left += width
    return { column, box }
  })
}

const PAIR = { size: 10.5, color: INK.text, leading: 16, pad: 5.5 } as const

/** Pairs of a label and what it says, one under the other; long values go on over several lines. */
export function drawPairs(sheet: Sheet, pairs: readonly (readonly [string, string])[], labelWidth: number): void {
  const box = { x: PAGE.left + labelWidth, width: LINE_WIDTH - labelWidth - GAP }
  sheet.rule(sheet.y, 0.9, INK.text)
  for (const [at, [label, value]] of pairs.entries()) {
    const lines = breakLines(value, box.width, (part) => sheet.typesetter.widthOf(part, PAIR))
    sheet.keep(lines.length * PAIR.leading + PAIR.pad)
    const baseline = sheet.y + PAIR.pad / 2 + PAIR.leading * 0.72
    sheet.line(label, baseline, { size: 9.5, color: INK.quiet }, { x: PAGE.left + GAP, width: labelWidth - GAP })
    for (const [line, text] of lines.entries()) sheet.line(text, baseline + line * PAIR.leading, PAIR, box)
    sheet.y += lines.length * PAIR.leading + PAIR.pad
    if (at < pairs.length - 1) sheet.rule(sheet.y)
  }
  sheet.rule(sheet.y, 0.9, INK.text)
}
