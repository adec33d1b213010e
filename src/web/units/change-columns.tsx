import type { OutputOf } from '../../contract/endpoint.ts'
import type { listUnitChanges } from '../../contract/unit-profile.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import type { Column } from '../ui/DataTable.tsx'
import { Deadline } from '../work-pool/Deadline.tsx'
import { words } from '../words/words.ts'
import { changeWord } from './change-words.ts'

export type ChangeRow = OutputOf<typeof listUnitChanges>['rows'][number]

const unit: Column<ChangeRow> = {
  key: 'unitName',
  head: words('units.list.unitName'),
  render: ({ unitName }) => unitName,
  most: 18,
}

const about: readonly Column<ChangeRow>[] = [
  { key: 'submittedAt', head: words('units.list.submittedAt'), render: ({ submittedAt }) => timeInWords(submittedAt) },
  {
    key: 'changes',
    head: words('units.changes.what'),
    render: ({ changes }) => (
      <ul className="changes">
        {changes.map(({ field, before, after }) => (
          <li key={field}>
            {words('units.changes.line', {
              field: changeWord(field),
              before: before === '' ? words('units.review.nothing') : before,
              after,
            })}
          </li>
        ))}
      </ul>
    ),
  },
  { key: 'explanation', head: words('units.changes.explanation'), render: ({ explanation }) => explanation, most: 20 },
]

/** Columns of the list that is only looked at. */
export const changeColumns: readonly Column<ChangeRow>[] = [unit, ...about]

export const changePoolColumns: readonly Column<ChangeRow>[] = [
  unit,
  {
    key: 'deadline',
    head: words('pool.deadline'),
    render: ({ dueAt, overdue }) => <Deadline dueAt={dueAt} overdue={overdue} />,
  },
  ...about,
]
