import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react'
import { createPortal } from 'react-dom'
import { classNames } from './class-names.ts'
import type { Cell, GridColumn } from './grid-column.ts'
import { widthOf } from './grid-row.ts'
import { openGridRows, type GridRows } from './grid-rows.ts'
import { GridCellEditor } from './GridCellEditor.tsx'

export type VirtualGridProps<Row> = {
  readonly label: string
  readonly columns: readonly GridColumn<Row>[]
  readonly count: number
  /** From `useRowWindows`. */
  readonly rowAt: (index: number) => Row | undefined
  readonly onRange: (from: number, to: number) => void
  readonly rowBad?: (row: Row) => boolean
}

/**
 * A grid of any number of rows, of which only those in sight are drawn. Arrows, Page Up and Down, Home and End move
 * between cells, and to a button where a cell is one; Enter or F2 edits, Enter saves, Esc gives up.
 */
export function VirtualGrid<Row>(props: VirtualGridProps<Row>): ReactElement {
  const { label, columns, count, rowAt, onRange, rowBad } = props
  const box = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const rows = useRef<GridRows<Row>>(undefined)
  const [at, setAt] = useState<Cell>({ row: 0, column: 0 })
  const [editing, setEditing] = useState<Cell>()
  const [problem, setProblem] = useState<string>()
  const problemId = useId()
  const [editor] = useState(() => document.createElement('div'))
  const current: Cell = { row: Math.max(0, Math.min(count - 1, at.row)), column: at.column }
  useLayoutEffect(() => {
    if (box.current === null || body.current === null) return
    const opened = openGridRows<Row>(box.current, body.current)
    rows.current = opened
    return () => opened.close()
  }, [])
  useLayoutEffect(() => rows.current?.show({ columns, count, rowAt, onRange, rowBad, current, editing, editor }))
  const wasEditing = useRef(false)
  useEffect(() => {
    // The input has taken the focus along; whoever went elsewhere meanwhile is left there.
    const lost = document.activeElement === null || document.activeElement === document.body
    if (wasEditing.current && editing === undefined && lost) rows.current?.focus(current)
    wasEditing.current = editing !== undefined
  })
  const go = (row: number, column: number) => {
    const cell = {
      row: Math.max(0, Math.min(count - 1, row)),
      column: Math.max(0, Math.min(columns.length - 1, column)),
    }
    rows.current?.reach(cell.row)
    rows.current?.focus(cell, { preventScroll: cell.column === current.column })
  }
  const edit = (cell: Cell) => {
    const element = rows.current?.cellAt(cell)
    if (columns[cell.column]?.edit === undefined || rowAt(cell.row) === undefined || element === undefined) return
    // The input takes the focus when it is made: by then it must stand in the page.
    element.append(editor)
    setProblem(undefined)
    setEditing(cell)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement) return
    const { row, column } = current
    const page = rows.current?.rowsPerPage() ?? 1
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(row + 1, column),
      ArrowUp: () => go(row - 1, column),
      ArrowRight: () => go(row, column + 1),
      ArrowLeft: () => go(row, column - 1),
      PageDown: () => go(row + page, column),
      PageUp: () => go(row - page, column),
      Home: () => go(event.ctrlKey ? 0 : row, 0),
      End: () => go(event.ctrlKey ? count - 1 : row, columns.length - 1),
      Enter: () => edit(current),
      F2: () => edit(current),
    }
    const move = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined
    if (move === undefined || (event.key === 'Enter' && event.target instanceof HTMLButtonElement)) return
    event.preventDefault()
    move()
  }
  /** Which cell an event was in: rows are not React's, so that it is asked of the grid. */
  const cellOf = (target: EventTarget): Cell | undefined => {
    const cell = target instanceof Element ? target.closest<HTMLElement>('[role=gridcell]') : null
    if (cell === null || cell.parentElement === null) return undefined
    const row = Number(cell.parentElement.getAttribute('aria-rowindex')) - 2
    return { row, column: [...cell.parentElement.children].indexOf(cell) }
  }
  const onFocus = (target: EventTarget) => {
    const cell = cellOf(target)
    if (cell !== undefined && (cell.row !== at.row || cell.column !== at.column)) setAt(cell)
  }
  const onDoubleClick = (target: EventTarget) => {
    const cell = cellOf(target)
    if (cell !== undefined) edit(cell)
  }
  const onClick = (target: EventTarget) => {
    const cell = target instanceof Element && target.closest('button') ? cellOf(target) : undefined
    const row = cell && rowAt(cell.row)
    if (cell !== undefined && row !== undefined) columns[cell.column]?.press?.act(row)
  }
  const edited = editing && rowAt(editing.row)
  const open = editing && columns[editing.column]
  return (
    <>
      <div
        className="grid"
        ref={box}
        role="grid"
        tabIndex={-1}
        aria-label={label}
        aria-rowcount={count + 1}
        onKeyDown={onKeyDown}
        onFocus={({ target }) => onFocus(target)}
        onClick={({ target }) => onClick(target)}
        onDoubleClick={({ target }) => onDoubleClick(target)}
      >
        <div className="grid-head" role="row" aria-rowindex={1} style={{ width: `${widthOf(columns)}rem` }}>
          {columns.map(({ key, head, end, width }) => (
            <div
              key={key}
              role="columnheader"
              className={classNames('grid-cell', end && 'number')}
              style={{ width: `${width}rem` }}
            >
              {head}
            </div>
          ))}
        </div>
        <div className="grid-body" ref={body} role="rowgroup" />
        {editing !== undefined &&
          edited !== undefined &&
          open?.edit !== undefined &&
          createPortal(
            <GridCellEditor
              key={`${editing.row}-${editing.column}`}
              label={open.head}
              text={open.edit.text(edited)}
              save={async (text) => open.edit?.save(edited, text, editing.row)}
              problem={problem}
              problemId={problemId}
              onProblem={setProblem}
              onClose={() => {
                setProblem(undefined)
                setEditing(undefined)
              }}
            />,
            editor,
          )}
      </div>
      {problem !== undefined && (
        <p className="field-error grid-problem" id={problemId} role="alert">
          {problem}
        </p>
      )}
    </>
  )
}
