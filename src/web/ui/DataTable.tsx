import { useDeferredValue, useRef, useState, type ReactElement, type ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { DataTableHead } from './DataTableHead.tsx'
import { DataTableRow } from './DataTableRow.tsx'
import { Skeleton } from './Skeleton.tsx'
import { useKeys } from './use-keys.ts'
import { useLatest } from './use-latest.ts'

export type Column<Row> = {
  readonly key: string
  readonly head: string
  readonly render: (row: Row) => ReactNode
  /** Numbers and money stand right. */
  readonly end?: boolean
  /** Long text is cut with … at this width, in rem. */
  readonly most?: number
  /** May be sorted by; only columns on the endpoint's own list. */
  readonly sortable?: boolean
}

export type Sorting = { readonly by: string; readonly descending: boolean }

export type DataTableProps<Row> = {
  /** Names the table for screen readers. */
  readonly label: string
  readonly columns: readonly Column<Row>[]
  /** Undefined while nothing has been loaded yet. */
  readonly rows: readonly Row[] | undefined
  readonly rowKey: (row: Row) => string
  /** What a row is called, e.g. its number: for its tick box. */
  readonly rowName: (row: Row) => string
  /** Buttons of a row, in the column that sticks to the right edge. Where it stays the same, unchanged rows are not drawn again. */
  readonly renderActions?: (row: Row) => ReactNode
  readonly selection?: {
    readonly keys: ReadonlySet<string>
    readonly onChange: (keys: ReadonlySet<string>) => void
  }
  readonly sorting?: { readonly now: Sorting | undefined; readonly onChange: (sorting: Sorting) => void }
  /** Enter on a row. */
  readonly onOpen?: (row: Row) => void
  /** Further keys on the current row, e.g. `{ g: take }`. */
  readonly keys?: Readonly<Record<string, (row: Row) => void>>
  /** Shown where there are no rows: why, and what next. */
  readonly empty: ReactNode
  /** True while newer rows are on their way: the old ones stay, paler. */
  readonly stale?: boolean
}

/**
 * A table of rows of 36 px with a head and an action column that stick. J and K move, Enter opens, X ticks, further
 * keys by `keys`.
 */
export function DataTable<Row>(props: DataTableProps<Row>): ReactElement {
  const { label, columns, rowKey, rowName, renderActions, selection, sorting, onOpen, keys = {}, empty, stale } = props
  // Other rows are drawn in slices, so that whoever changed a filter is answered between them.
  const rows = useDeferredValue(props.rows) ?? props.rows
  const [at, setAt] = useState<string>()
  const body = useRef<HTMLTableSectionElement>(null)
  const index = rows?.findIndex((row) => rowKey(row) === at) ?? -1
  const current = rows?.[index]
  const move = (by: number) => {
    const next = rows?.[Math.max(0, Math.min(rows.length - 1, index + by))]
    if (next === undefined) return
    setAt(rowKey(next))
    body.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(rowKey(next))}"]`)?.focus()
  }
  const toggle = useLatest((key: string) => {
    if (selection === undefined) return
    const next = new Set(selection.keys)
    if (!next.delete(key)) next.add(key)
    selection.onChange(next)
  })
  const onCurrent = (act: (row: Row) => void) => () => current !== undefined && act(current)
  const onRow = (event: KeyboardEvent, act: (row: Row) => void) => {
    if (event.target instanceof HTMLElement && event.target.closest('button, a')) event.target.click()
    else if (current !== undefined) act(current)
  }
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    x: onCurrent((row) => toggle(rowKey(row))),
    ...(onOpen && { Enter: (event: KeyboardEvent) => onRow(event, onOpen) }),
    ...Object.fromEntries(Object.entries(keys).map(([key, act]) => [key, onCurrent(act)])),
  })
  if (rows === undefined) return <Skeleton lines={8} />
  if (rows.length === 0) return <>{empty}</>
  return (
    <div className="table-box">
      <table className={classNames('table', (stale || rows !== props.rows) && 'stale')}>
        <caption className="unseen">{label}</caption>
        <DataTableHead
          columns={columns}
          hasActions={renderActions !== undefined}
          sorting={sorting}
          selection={selection && { ...selection, all: rows.map(rowKey) }}
        />
        <tbody ref={body}>
          {rows.map((row, position) => {
            const key = rowKey(row)
            return (
              <DataTableRow
                key={key}
                row={row}
                id={key}
                name={rowName(row)}
                columns={columns}
                selected={selection?.keys.has(key)}
                current={key === at}
                reached={index === position || (index < 0 && position === 0)}
                renderActions={renderActions}
                onReach={setAt}
                onToggle={toggle}
              />
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
