import type { ReactElement } from 'react'
import { words } from '../words/words.ts'
import { classNames } from './class-names.ts'
import type { Sorting } from './DataTable.tsx'
import { Icon } from './Icon.tsx'

type HeadColumn = { readonly key: string; readonly head: string; readonly end?: boolean; readonly sortable?: boolean }

export type DataTableHeadProps = {
  readonly columns: readonly HeadColumn[]
  readonly hasActions: boolean
  readonly sorting?: { readonly now: Sorting | undefined; readonly onChange: (sorting: Sorting) => void } | undefined
  readonly selection?:
    | {
        readonly keys: ReadonlySet<string>
        readonly all: readonly string[]
        readonly onChange: (keys: ReadonlySet<string>) => void
      }
    | undefined
}

/** Head of a table: the tick for the whole page, sortable columns as buttons. */
export function DataTableHead({ columns, hasActions, sorting, selection }: DataTableHeadProps): ReactElement {
  const count = selection?.all.filter((key) => selection.keys.has(key)).length ?? 0
  return (
    <thead>
      <tr>
        {selection && (
          <th scope="col" className="tick">
            <label>
              <input
                type="checkbox"
                aria-label={words('ui.selectAll')}
                checked={count === selection.all.length}
                ref={(box) => {
                  if (box) box.indeterminate = count > 0 && count < selection.all.length
                }}
                onChange={() => selection.onChange(new Set(count === selection.all.length ? [] : selection.all))}
              />
            </label>
          </th>
        )}
        {columns.map(({ key, head, end, sortable }) => {
          const now = sorting?.now?.by === key ? sorting.now : undefined
          const sorted = now === undefined ? undefined : now.descending ? 'descending' : 'ascending'
          return (
            <th key={key} scope="col" className={classNames(end && 'number')} aria-sort={sorted}>
              {sortable && sorting ? (
                <button
                  type="button"
                  className="sort"
                  title={words('ui.sortBy', { name: head })}
                  onClick={() => sorting.onChange({ by: key, descending: now !== undefined && !now.descending })}
                >
                  {head}
                  {now && <Icon name={now.descending ? 'sortDown' : 'sortUp'} size={1} />}
                </button>
              ) : (
                head
              )}
            </th>
          )
        })}
        {hasActions && (
          <th scope="col" className="stick">
            {words('ui.actions')}
          </th>
        )}
      </tr>
    </thead>
  )
}
