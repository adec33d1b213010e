import type { ReactElement } from 'react'
import { words } from '../words/words.ts'
import type { ChangeRow } from './change-columns.tsx'
import { changeWord } from './change-words.ts'

/** What changes, before and after. */
export function ChangeTable({ changes }: { changes: ChangeRow['changes'] }): ReactElement {
  return (
    <table className="table change-table">
      <thead>
        <tr>
          <th scope="col">{words('units.changes.field')}</th>
          <th scope="col">{words('units.changes.before')}</th>
          <th scope="col">{words('units.changes.after')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, before, after }) => (
          <tr key={field}>
            <th scope="row">{changeWord(field)}</th>
            <td className="quiet">{before === '' ? words('units.review.nothing') : before}</td>
            <td>
              <b>{after}</b>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
