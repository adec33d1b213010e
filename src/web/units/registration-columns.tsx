import { Link } from '@tanstack/react-router'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { listRegistrations } from '../../contract/registration-review.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import type { Column } from '../ui/DataTable.tsx'
import { Deadline } from '../work-pool/Deadline.tsx'
import { words } from '../words/words.ts'
import { RegistrationTag } from './RegistrationTag.tsx'

export type RegistrationRow = OutputOf<typeof listRegistrations>['rows'][number]

const number: Column<RegistrationRow> = {
  key: 'number',
  head: words('units.list.number'),
  render: ({ id, number }) => (
    <Link to="/registrations/$id" params={{ id }}>
      {number}
    </Link>
  ),
}

const about: readonly Column<RegistrationRow>[] = [
  { key: 'unitName', head: words('units.list.unitName'), render: ({ unitName }) => unitName, most: 20 },
  { key: 'creditCode', head: words('units.list.creditCode'), render: ({ creditCode }) => creditCode },
  { key: 'agencyName', head: words('units.list.agency'), render: ({ agencyName }) => agencyName, most: 14 },
  { key: 'contactName', head: words('units.list.contact'), render: ({ contactName }) => contactName },
  { key: 'submittedAt', head: words('units.list.submittedAt'), render: ({ submittedAt }) => timeInWords(submittedAt) },
]

/** Columns of the pool: what presses stands before what explains. */
export const poolColumns: readonly Column<RegistrationRow>[] = [
  number,
  {
    key: 'deadline',
    head: words('pool.deadline'),
    render: ({ dueAt, overdue }) => <Deadline dueAt={dueAt} overdue={overdue} />,
  },
  ...about,
]

/** Columns of the list that is only looked at. */
export const listColumns: readonly Column<RegistrationRow>[] = [
  number,
  { key: 'state', head: words('units.list.state'), render: ({ state }) => <RegistrationTag state={state} /> },
  ...about,
  { key: 'holder', head: words('units.list.holder'), render: ({ holder }) => holder?.name ?? '' },
]
