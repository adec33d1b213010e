import type { ReactElement, ReactNode } from 'react'
import { shownCount } from '../shared/shown.ts'
import { oneOf } from '../shared/list-search.ts'
import { SelectField } from '../ui/SelectField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { words } from '../words/words.ts'
import type { People, PeopleFilter } from './use-people.ts'

const ONLY = ['all', 'warnings', 'over-age', 'high-risk'] as const

export type PeopleFilterBarProps = {
  readonly filter: PeopleFilter
  readonly onFilter: (filter: PeopleFilter) => void
  readonly people: People
  readonly inAll: number
  readonly children?: ReactNode
}

/** Search and filter above a roster. What is sought may be a document number and stays out of the address. */
export function PeopleFilterBar(props: PeopleFilterBarProps): ReactElement {
  const { filter, onFilter, people, inAll, children } = props
  const { filtered, loading } = people
  const count = filtered ? people.count : inAll
  return (
    <div className="bar people-bar">
      <TextField
        label={words('roster.seek')}
        labelUnseen
        placeholder={words('roster.seek')}
        value={filter.search}
        onChange={(event) => onFilter({ ...filter, search: event.target.value })}
      />
      <SelectField
        label={words('roster.only')}
        labelUnseen
        empty={false}
        value={filter.only}
        options={ONLY.map((value) => ({ value, label: words(`roster.only.${value}`) }))}
        onChange={(event) => onFilter({ ...filter, only: oneOf(ONLY, event.target.value) ?? 'all' })}
      />
      <span className="quiet grow" role="status">
        {!loading &&
          words(filtered && count >= 500 ? 'roster.first500' : 'enrolment.foundRows', { count: shownCount(count) })}
      </span>
      {children}
    </div>
  )
}
