import type { ReactElement } from 'react'
import { shownCount } from '../shared/shown.ts'
import { LinkButton } from '../ui/Button.tsx'
import { words } from '../words/words.ts'
import type { EnrolmentDetail } from './enrolment-detail.ts'

/** The rosters of an enrolment, to be looked at. */
export function RosterLinks({ enrolment }: { enrolment: EnrolmentDetail }): ReactElement | null {
  const { id, plans } = enrolment
  if (plans.length === 0) return null
  return (
    <section className="card card-body stack" aria-labelledby="rosters">
      <h2 id="rosters">{words('enrolment.rosters')}</h2>
      <div className="row">
        {plans.map(({ planCode, name, people }) => (
          <LinkButton key={planCode} icon="people" to="/enrolments/$id/rosters/$planCode" params={{ id, planCode }}>
            {words('enrolment.rosterOf', { name, count: shownCount(people) })}
          </LinkButton>
        ))}
      </div>
    </section>
  )
}
