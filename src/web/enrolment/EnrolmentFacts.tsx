import type { ReactElement } from 'react'
import { shownCount } from '../shared/shown.ts'
import { DataTable, type Column } from '../ui/DataTable.tsx'
import { words } from '../words/words.ts'
import type { ChosenPlan, EnrolmentDetail } from './enrolment-detail.ts'

const columns: readonly Column<ChosenPlan>[] = [
  { key: 'name', head: words('plans.plan'), render: ({ name }) => name },
  { key: 'shares', head: words('enrolment.shares'), render: ({ shares }) => shares, end: true },
  { key: 'people', head: words('enrolment.people'), render: ({ people }) => shownCount(people), end: true },
  { key: 'women', head: words('enrolment.womenAmong'), render: ({ women }) => shownCount(women), end: true },
  { key: 'overAge', head: words('enrolment.overAgeAmong'), render: ({ overAge }) => shownCount(overAge), end: true },
  { key: 'firstDay', head: words('enrolment.firstDay'), render: ({ expectedFirstDay }) => expectedFirstDay },
]

const count = (value: number | null) => (value === null ? words('enrolment.notEntered') : shownCount(value))

/** The unit and the plans of an enrolment, to be checked. */
export function EnrolmentFacts({ enrolment }: { enrolment: EnrolmentDetail }): ReactElement {
  const { unit, plans, staffCount, womenCount } = enrolment
  const facts: readonly (readonly [string, string])[] = [
    [words('enrolment.unitName'), unit.name],
    [words('enrolment.creditCode'), unit.creditCode],
    [words('enrolment.contact'), unit.contactName],
    [words('enrolment.address'), unit.address],
    [words('enrolment.agency'), unit.agencyName],
    [words('enrolment.office'), unit.officeName],
    [words('enrolment.staffCount'), count(staffCount)],
    [words('enrolment.womenCount'), count(womenCount)],
  ]
  return (
    <>
      <section className="card card-body stack" aria-labelledby="unit-facts">
        <h2 id="unit-facts">{words('enrolment.unitFacts')}</h2>
        <dl className="facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value === '' ? words('enrolment.notEntered') : value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section className="card plan-facts" aria-labelledby="plan-facts">
        <div className="card-head">
          <h2 id="plan-facts">{words('enrolment.planFacts')}</h2>
        </div>
        <DataTable
          label={words('enrolment.planFacts')}
          columns={columns}
          rows={plans}
          rowKey={({ planCode }) => planCode}
          rowName={({ name }) => name}
          empty={<p className="card-body quiet">{words('enrolment.nothingChosen')}</p>}
        />
      </section>
    </>
  )
}
