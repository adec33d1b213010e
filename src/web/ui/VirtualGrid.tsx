import { useCallback, useEffect, useRef, useState, type KeyboardEvent, type ReactElement, type ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { GridRow } from './GridRow.tsx'
import { useVisibleRows } from './use-visible-rows.ts'

export type GridColumn<Row> = {
  readonly key: string
  readonly head: string
  /** Width in rem. */
  readonly width: number
  readonly end?: boolean
  readonly render: (row: Row, index: number) => ReactNode
  /** The cell is marked red, e.g. where the roster's finding lies. */
  readonly bad?: (row: Row) => boolean
  /** Makes the cell editable: its text now, and saving it; answers with a sentence where it is refused. */
  readonly edit?: {
    readonly text: (row: Row) => string
    readonly save: (row: Row, text: string, index: number) => Promise<string | undefined>
  }
}

export type VirtualGridProps<Row> = {
  readonly label: string
  readonly columns: readonly GridColumn<Row>[]
  readonly count: number
  /** From `useRowWindows`. */
  readonly rowAt: (index: number) => Row | undefined
  readonly onRange: (from: number, to: number) => void
  readonly rowBad?: (row: Row) => boolean
}

type Cell = { readonly row: number; readonly column: number }

/**
 * A grid of any number of rows, of which only those in sight are drawn. Arrows, Page Up and Down, Home and End move
 * between cells; Enter or F2 edits, Enter saves, Esc gives up.
 */
export function VirtualGrid<Row>(props: VirtualGridProps<Row>): ReactElement {
  const { label, columns, count, rowAt, onRange, rowBad } = props
  const box = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<Cell>({ row: 0, column: 0 })
  const [editing, setEditing] = useState(false)
  const { from, to, rowHeight, rowsPerPage, scrollTo } = useVisibleRows(box, count)
  const indexes = Array.from({ length: Math.max(0, to - from) }, (_, offset) => from + offset)
  useEffect(() => onRange(from, Math.max(from, to - 1)), [from, to, onRange])
  const focusedCell = useCallback((row: number, column: number) => setAt({ row, column }), [])
  const focusCell = (cell: Cell) => {
    requestAnimationFrame(() => {
      box.current?.querySelector<HTMLElement>(`[data-cell="${cell.row}-${cell.column}"]`)?.focus()
    })
  }
  const go = (row: number, column: number) => {
    const cell = {
      row: Math.max(0, Math.min(count - 1, row)),
      column: Math.max(0, Math.min(columns.length - 1, column)),
    }
    setAt(cell)
    scrollTo(cell.row)
    focusCell(cell)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (editing) return
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(at.row + 1, at.column),
      ArrowUp: () => go(at.row - 1, at.column),
      ArrowRight: () => go(at.row, at.column + 1),
      ArrowLeft: () => go(at.row, at.column - 1),
      PageDown: () => go(at.row + rowsPerPage, at.column),
      PageUp: () => go(at.row - rowsPerPage, at.column),
      Home: () => go(event.ctrlKey ? 0 : at.row, 0),
      End: () => go(event.ctrlKey ? count - 1 : at.row, columns.length - 1),
      Enter: () => setEditing(columns[at.column]?.edit !== undefined),
      F2: () => setEditing(columns[at.column]?.edit !== undefined),
    }
    const move = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined
    if (move === undefined || (event.key === 'Enter' && event.target instanceof HTMLButtonElement)) return
    event.preventDefault()
    move()
  }
  const width = `${columns.reduce((sum, column) => sum + column.width, 0)}rem`
  return (
    <div
      className="grid"
      ref={box}
      role="grid"
      tabIndex={-1}
      aria-label={label}
      aria-rowcount={count + 1}
      onKeyDown={onKeyDown}
    >
      <div className="grid-head" role="row" aria-rowindex={1} style={{ width }}>
        {columns.map((column) => (
          <div
            key={column.key}
            role="columnheader"
            className={classNames('grid-cell', column.end && 'number')}
            style={{ width: `${column.width}rem` }}
          >
            {column.head}
          </div>
        ))}
      </div>
      <div style={{ height: count * rowHeight, position: 'relative' }} role="rowgroup">
        {indexes.map((index) => (
          <GridRow
            key={index}
            index={index}
            row={rowAt(index)}
            columns={columns}
            rowBad={rowBad}
            top={index * rowHeight}
            width={width}
            current={at.row === index ? at.column : undefined}
            editing={at.row === index && editing}
            onFocusCell={focusedCell}
            onEdit={setEditing}
          />
        ))}
      </div>
    </div>
  )
}
