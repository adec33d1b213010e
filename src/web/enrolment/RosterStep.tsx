import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import { words } from '../words/words.ts'
import { isRunning, reusableFor, useBatches } from './batches.ts'
import { ContributionReceipt } from './ContributionReceipt.tsx'
import { reasonsAbout, type EnrolmentDetail } from './enrolment-detail.ts'
import { PlanRoster } from './PlanRoster.tsx'
import { useStaff } from './use-staff.ts'

/** One import zone for every chosen plan, then 在职职工人数 and 在职女职工人数; beside them what it amounts to so far. */
export function RosterStep({ enrolment }: { enrolment: EnrolmentDetail }): ReactElement {
  const { id, plans } = enrolment
  const navigate = useNavigate()
  const batches = useBatches(id)
  const staff = useStaff(enrolment)
  const [going, setGoing] = useState(false)
  if (plans.length === 0) {
    return (
      <EmptyState
        title={words('enrolment.nothingChosen')}
        text={words('enrolment.choosePlan')}
        action={
          <LinkButton kind="primary" to="/enrolments/$id/plans" params={{ id }}>
            {words('enrolment.step.plans')}
          </LinkButton>
        }
      />
    )
  }
  const goOn = async () => {
    setGoing(true)
    if (await staff.save()) await navigate({ to: '/enrolments/$id/submission', params: { id } })
    else setGoing(false)
  }
  const proposed = enrolment.staffCount === null && enrolment.proposedStaffCount !== null
  return (
    <>
      <ErrorSummary lines={staff.lines} attempt={staff.attempt} />
      <div className="beside">
        <div className="stack">
          {plans.map((plan) => (
            <PlanRoster
              key={plan.planCode}
              enrolment={enrolment}
              plan={plan}
              batches={batches.filter(({ planCode }) => planCode === plan.planCode)}
              reusable={reusableFor(plan.planCode, plans, batches)}
            />
          ))}
          <section className="card card-body" aria-labelledby="staff">
            <h2 id="staff">{words('enrolment.staff')}</h2>
            <div className="form-grid staff">
              <NumberField
                id="staffCount"
                label={words('enrolment.staffCount')}
                required
                {...staff.field('staffCount')}
                error={staff.errorOf('staffCount') ?? reasonsAbout(enrolment, 'roster', 'staffCount')}
                hint={proposed ? words('enrolment.staffProposed') : undefined}
              />
              <NumberField
                id="womenCount"
                label={words('enrolment.womenCount')}
                {...staff.field('womenCount')}
                error={staff.errorOf('womenCount') ?? reasonsAbout(enrolment, 'roster', 'womenCount')}
              />
            </div>
            {staff.failure !== null && (
              <p className="field-error" role="alert">
                {sentenceOf(staff.failure)}
              </p>
            )}
          </section>
        </div>
        <aside>
          <ContributionReceipt enrolment={enrolment} note={words('enrolment.receiptSource')} />
        </aside>
      </div>
      <div className="foot-bar">
        <span className="grow quiet" role="status">
          {words(batches.some(isRunning) ? 'enrolment.stillImporting' : 'enrolment.savedAsYouGo')}
        </span>
        <LinkButton to="/enrolments/$id/plans" params={{ id }}>
          {words('enrolment.previous')}
        </LinkButton>
        <Button kind="primary" pending={going} onClick={() => void goOn()}>
          {words('enrolment.next')}
        </Button>
      </div>
    </>
  )
}
