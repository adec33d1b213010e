import { memo, type ReactElement, type ReactNode } from 'react'
import { words } from '../words/words.ts'
import { classNames } from './class-names.ts'
import type { Column } from './DataTable.tsx'

export type DataTableRowProps<Row> = {
  readonly row: Row
  readonly id: string
  readonly name: string
  readonly columns: readonly Column<Row>[]
  /** Undefined where rows are not ticked. */
  readonly selected: boolean | undefined
  readonly current: boolean
  /** The one row that Tab reaches. */
  readonly reached: boolean
  readonly renderActions: ((row: Row) => ReactNode) | undefined
  readonly onReach: (id: string) => void
  readonly onToggle: (id: string) => void
}

function Cells<Row>(props: DataTableRowProps<Row>): ReactElement {
  const { row, id, name, columns, selected, current, reached, renderActions, onReach, onToggle } = props
  return (
    <tr
      data-key={id}
      data-selected={selected ?? false}
      data-current={current}
      tabIndex={reached ? 0 : -1}
      onFocus={() => onReach(id)}
    >
      {selected !== undefined && (
        <td className="tick">
          <label>
            <input
              type="checkbox"
              checked={selected}
              aria-label={words('ui.selectRow', { name })}
              onChange={() => onToggle(id)}
            />
          </label>
        </td>
      )}
      {columns.map(({ key, end, most, render }) => (
        <td
          key={key}
          className={classNames(end && 'number', most !== undefined && 'cut')}
          style={most === undefined ? undefined : { maxWidth: `${most}rem` }}
        >
          {render(row)}
        </td>
      ))}
      {renderActions && <td className="stick">{renderActions(row)}</td>}
    </tr>
  )
}

/** One row of a table; drawn again only when something about it changes, so that a tick among many is seen at once. */
export const DataTableRow = memo(Cells) as typeof Cells
