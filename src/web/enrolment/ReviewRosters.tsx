import '../words/zh/enrolment.ts'
import '../words/zh/plans.ts'
import '../words/zh/pool.ts'
import '../words/zh/review.ts'
import '../words/zh/roster.ts'
import { useMemo, useState, type ReactElement } from 'react'
import { useLatest } from '../ui/use-latest.ts'
import { Tabs } from '../ui/Tabs.tsx'
import type { GridColumn } from '../ui/grid-column.ts'
import { words } from '../words/words.ts'
import type { ChosenPlan, EnrolmentDetail } from './enrolment-detail.ts'
import { peopleColumns } from './people-columns.ts'
import { PeopleFilterBar } from './PeopleFilterBar.tsx'
import { PeopleGrid } from './PeopleGrid.tsx'
import type { Person } from './person-cells.ts'
import { usePeople, type PeopleFilter, type PeopleRow } from './use-people.ts'

type Pick = (person: Person, planCode: string) => void

const nobody: ReadonlySet<string | null> = new Set()

/** The columns of a roster with, beside the number, what makes a person a reason of the return. */
function reviewColumns(pick: (person: Person) => void): readonly GridColumn<PeopleRow>[] {
  const [number, ...others] = peopleColumns()
  const picking: GridColumn<PeopleRow> = {
    key: 'pick',
    head: words('ui.actions'),
    width: 6.5,
    press: {
      text: words('review.pick'),
      name: ({ person }) => person && words('review.pickPerson', { name: person.name }),
      act: ({ person }) => person && pick(person),
    },
  }
  return number === undefined ? [picking, ...others] : [number, picking, ...others]
}

function Roster({ id, plan, onPick }: { id: string; plan: ChosenPlan; onPick: Pick }): ReactElement {
  const { planCode, nextRowNumber, people: inAll, name } = plan
  const [filter, setFilter] = useState<PeopleFilter>({ search: '', only: 'all' })
  const people = usePeople(id, planCode, nextRowNumber - 1, filter)
  const pick = useLatest((person: Person) => onPick(person, planCode))
  const columns = useMemo(() => reviewColumns(pick), [pick])
  return (
    <>
      <PeopleFilterBar filter={filter} onFilter={setFilter} people={people} inAll={inAll} />
      <PeopleGrid people={people} label={name} columns={columns} asked={nobody} />
    </>
  )
}

/** The rosters under review, one tab for each plan; a person can be made a reason of the return. */
export function ReviewRosters({
  enrolment,
  onPick,
}: {
  enrolment: EnrolmentDetail
  onPick: Pick
}): ReactElement | null {
  const { id, plans } = enrolment
  const [code, setCode] = useState(plans[0]?.planCode ?? '')
  const plan = plans.find(({ planCode }) => planCode === code)
  if (plan === undefined) return null
  return (
    <section className="card review-roster" aria-label={words('enrolment.rosters')}>
      <div className="bar">
        <Tabs
          label={words('enrolment.rosters')}
          current={code}
          onChange={setCode}
          items={plans.map(({ planCode, name, people }) => ({ key: planCode, label: name, count: people }))}
        />
      </div>
      <Roster key={code} id={id} plan={plan} onPick={onPick} />
    </section>
  )
}
