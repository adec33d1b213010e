import type { Cell } from './grid-column.ts'
import { makeRow, shapeOf, showRow, type GridLook, type GridRow } from './grid-row.ts'

const ROW_IN_REM = 2.572
/** So many rows are drawn beyond either edge: a scroll that is faster than drawing meets rows. */
const BEYOND = 8
/** Rows are moved in steps of so many, so that every other frame of a scroll has nothing to draw. */
const STEP = 4
/** Once nobody has scrolled for so long, rows stand in their order again for those who read them one by one. */
const SETTLED_MS = 200

export type GridSource<Row> = Omit<GridLook<Row>, 'rowHeight'> & {
  readonly count: number
  readonly rowAt: (index: number) => Row | undefined
  readonly onRange: (from: number, to: number) => void
}

export type GridRows<Row> = {
  /** Draws what is in sight from this source; again after anything in it changed. */
  readonly show: (source: GridSource<Row>) => void
  /** Scrolls a row into sight. */
  readonly reach: (row: number) => void
  readonly rowsPerPage: () => number
  /** The element of a cell that is drawn: the current one always is. */
  readonly cellAt: (cell: Cell) => HTMLElement | undefined
  /** Gives the focus to a cell, to its button where it has one. */
  readonly focus: (cell: Cell, options?: FocusOptions) => void
  readonly close: () => void
}

/**
 * Keeps the rows in sight of a scrolling box drawn, in elements that are used again and again: nothing is made, nothing
 * is measured and React does nothing while one scrolls. The current row stays drawn wherever one scrolls to, so that
 * it keeps the focus, and what is being typed.
 */
export function openGridRows<Row>(box: HTMLElement, body: HTMLElement): GridRows<Row> {
  const drawn = new Map<number, GridRow>()
  let source: GridSource<Row> | undefined
  let shape = ''
  let height = 600
  let rowHeight = 36
  let top = 0
  let settling: ReturnType<typeof setTimeout> | undefined

  const range = (count: number): readonly [number, number] => [
    Math.max(0, Math.min(count, Math.floor(top / rowHeight)) - BEYOND),
    Math.min(count, Math.ceil((top + height) / rowHeight) + STEP + BEYOND),
  ]
  const draw = (all: boolean) => {
    if (source === undefined) return
    const { count, columns, rowAt, onRange, current, editing } = source
    const look: GridLook<Row> = { ...source, rowHeight }
    const [from, to] = range(count)
    const wanted = (index: number) =>
      index < count && ((index >= from && index < to) || index === current.row || index === editing?.row)
    const free = [...drawn.values()].filter(({ index }) => !wanted(index))
    for (const { index } of free) drawn.delete(index)
    const put = (index: number) => {
      if (!wanted(index)) return
      const there = drawn.get(index)
      if (there !== undefined && !all) return
      const row = there ?? free.pop() ?? makeRow(columns)
      drawn.set(index, row)
      showRow(row, index, rowAt(index), look)
      if (!row.element.isConnected) body.append(row.element)
    }
    for (let index = from; index < to; index++) put(index)
    put(current.row)
    for (const { element } of free) element.remove()
    onRange(from, Math.max(from, to - 1))
  }
  const scrolled = () => {
    const step = rowHeight * STEP
    const at = Math.floor(box.scrollTop / step) * step
    if (at === top) return
    top = at
    draw(false)
    clearTimeout(settling)
    settling = setTimeout(() => inOrder(body, drawn), SETTLED_MS)
  }
  const resized = () => {
    const root = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
    height = box.clientHeight
    rowHeight = Math.round(ROW_IN_REM * root)
    body.style.height = `${(source?.count ?? 0) * rowHeight}px`
    draw(true)
  }
  const resize = new ResizeObserver(resized)
  resize.observe(box)
  box.addEventListener('scroll', scrolled, { passive: true })
  return {
    show: (next) => {
      if (shape !== shapeOf(next.columns)) {
        for (const { element } of drawn.values()) element.remove()
        drawn.clear()
      }
      shape = shapeOf(next.columns)
      const first = source === undefined
      source = next
      if (first) return resized()
      body.style.height = `${next.count * rowHeight}px`
      draw(true)
    },
    reach: (row) => {
      const above = row * rowHeight
      const below = above + 2 * rowHeight - box.clientHeight
      if (box.scrollTop > above) box.scrollTo({ top: above })
      else if (box.scrollTop < below) box.scrollTo({ top: below })
      scrolled()
    },
    rowsPerPage: () => Math.max(1, Math.floor(height / rowHeight) - 1),
    cellAt: ({ row, column }) => drawn.get(row)?.cells[column]?.element,
    focus: ({ row, column }, options) => {
      const cell = drawn.get(row)?.cells[column]
      if (cell?.button?.hidden === false) cell.button.focus(options)
      else cell?.element.focus(options)
    },
    close: () => {
      clearTimeout(settling)
      resize.disconnect()
      box.removeEventListener('scroll', scrolled)
      body.replaceChildren()
    },
  }
}

/** Puts rows into their order without moving the one that holds the focus, which would lose it. */
function inOrder(body: HTMLElement, drawn: ReadonlyMap<number, GridRow>): void {
  const rows = [...drawn.values()].sort((one, other) => one.index - other.index).map(({ element }) => element)
  if (rows.every((row, at) => row === body.children[at])) return
  const held = rows.findIndex((row) => row.contains(document.activeElement))
  const kept = rows[Math.max(0, held)]
  rows.slice(0, Math.max(0, held)).forEach((row) => kept?.before(row))
  rows.slice(held + 1).forEach((row) => body.append(row))
}
