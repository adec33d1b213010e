import type { ReactElement } from 'react'
import { shownCount } from '../shared/shown.ts'
import { Button } from '../ui/Button.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { words } from '../words/words.ts'
import type { ChosenPlan } from './enrolment-detail.ts'

export type EndedPlanCardProps = {
  readonly plan: ChosenPlan
  /** Why it cannot be submitted any more. */
  readonly why: readonly string[]
  /** What a return asks for here. */
  readonly asked: string | undefined
  /** Whether the office sells the plan anew: choosing that keeps the roster. */
  readonly soldAnew: boolean
  readonly onLeaveOut: () => void
}

/** A chosen plan that the office no longer sells: it keeps its roster until the unit leaves it out. */
export function EndedPlanCard({ plan, why, asked, soldAnew, onLeaveOut }: EndedPlanCardProps): ReactElement {
  const { planCode, name, shares, people } = plan
  return (
    <li className="card offer chosen">
      <div>
        <h2>
          {name} <StateTag tone="ended" label={words('enrolment.ended')} />
        </h2>
        <dl className="offer-facts">
          <div>
            <dt>{words('enrolment.shares')}</dt>
            <dd>{words('enrolment.shareCount', { count: shares })}</dd>
          </div>
          <div>
            <dt>{words('enrolment.imported')}</dt>
            <dd>{words('enrolment.heads', { count: shownCount(people) })}</dd>
          </div>
        </dl>
        {why.map((sentence) => (
          <p className="field-error" key={sentence}>
            {sentence}
          </p>
        ))}
        {asked !== undefined && <p className="field-error">{asked}</p>}
        {soldAnew && <p className="quiet small">{words('enrolment.soldAnew')}</p>}
      </div>
      <div>
        <Button
          danger
          id={soldAnew ? undefined : `shares-${planCode}`}
          aria-label={words('enrolment.leaveOutOf', { name })}
          onClick={onLeaveOut}
        >
          {words('enrolment.leaveOutAct')}
        </Button>
      </div>
    </li>
  )
}
