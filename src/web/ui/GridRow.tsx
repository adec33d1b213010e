import { memo, useEffect, useRef, type ReactElement } from 'react'
import { words } from '../words/words.ts'
import { classNames } from './class-names.ts'
import { GridCellEditor } from './GridCellEditor.tsx'
import type { GridColumn } from './VirtualGrid.tsx'

export type GridRowProps<Row> = {
  readonly index: number
  /** Undefined until its window has been fetched. */
  readonly row: Row | undefined
  readonly columns: readonly GridColumn<Row>[]
  readonly rowBad: ((row: Row) => boolean) | undefined
  readonly top: number
  readonly width: string
  /** Column of the current cell, where it is in this row. */
  readonly current: number | undefined
  readonly editing: boolean
  readonly onFocusCell: (row: number, column: number) => void
  readonly onEdit: (editing: boolean) => void
}

function Cells<Row>(props: GridRowProps<Row>): ReactElement {
  const { index, row, columns, rowBad, top, width, current, editing, onFocusCell, onEdit } = props
  const element = useRef<HTMLDivElement>(null)
  const wasEditing = useRef(false)
  useEffect(() => {
    if (wasEditing.current && !editing) {
      element.current?.querySelector<HTMLElement>('[role=gridcell][tabindex="0"]')?.focus()
    }
    wasEditing.current = editing
  }, [editing])
  return (
    <div
      ref={element}
      className="grid-row"
      role="row"
      aria-rowindex={index + 2}
      data-bad={row !== undefined && rowBad?.(row) === true}
      style={{ width, transform: `translateY(${top}px)` }}
    >
      {columns.map(({ key, head, end, width: columnWidth, edit, bad, render }, columnIndex) => {
        const here = current === columnIndex
        const open = here && editing && row !== undefined && edit !== undefined
        return (
          <div
            key={key}
            role="gridcell"
            data-cell={`${index}-${columnIndex}`}
            data-editable={edit !== undefined}
            title={edit && here ? words('ui.editHint') : undefined}
            className={classNames('grid-cell', end && 'number', row !== undefined && bad?.(row) && 'bad')}
            style={{ width: `${columnWidth}rem` }}
            tabIndex={here && !open ? 0 : -1}
            onFocus={() => !here && onFocusCell(index, columnIndex)}
            onDoubleClick={() => onEdit(edit !== undefined)}
          >
            {row === undefined && <span className="grid-waiting" />}
            {row !== undefined && !open && <span>{render(row, index)}</span>}
            {open && (
              <GridCellEditor
                label={head}
                text={edit.text(row)}
                save={(text) => edit.save(row, text, index)}
                onClose={() => onEdit(false)}
              />
            )}
          </div>
        )
      })}
    </div>
  )
}

/** One row of the grid; drawn again only when something about it changes, which keeps scrolling smooth. */
export const GridRow = memo(Cells) as typeof Cells
