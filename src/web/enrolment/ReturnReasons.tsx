import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { words } from '../words/words.ts'
import {
  fieldOf,
  pathOfStep,
  sentenceOfReason,
  type EnrolmentDetail,
  type EnrolmentStep,
  type ReturnReason,
} from './enrolment-detail.ts'

type Props = { readonly enrolment: EnrolmentDetail; readonly step?: EnrolmentStep }

function ReasonLink({ id, reason }: { id: string; reason: ReturnReason }): ReactElement {
  const { step, planCode, personId } = reason
  const about = sentenceOfReason(reason)
  if (personId !== null && planCode !== null) {
    return (
      <Link to="/enrolments/$id/rosters/$planCode" params={{ id, planCode }} search={{ who: personId }}>
        {about}
      </Link>
    )
  }
  return (
    <Link to={pathOfStep(id, step)} hash={fieldOf(reason)}>
      {about}
    </Link>
  )
}

/** Why 参保初审 returned the enrolment: those of this step first, each leading to the place it is about. */
export function ReturnReasons({ enrolment, step }: Props): ReactElement | null {
  const { id, returnReasons } = enrolment
  if (returnReasons.length === 0) return null
  const here = returnReasons.filter((reason) => reason.step === step)
  const elsewhere = returnReasons.filter((reason) => reason.step !== step)
  return (
    <section className="error-summary returned-list" aria-labelledby="return-reasons">
      <h2 id="return-reasons">{words('enrolment.returnedBecause', { count: returnReasons.length })}</h2>
      <ul>
        {[...here, ...elsewhere].map((reason) => (
          <li key={`${reason.step} ${reason.planCode} ${reason.field} ${reason.personId} ${reason.text}`}>
            {reason.step !== step && <span className="quiet">{words(`enrolment.step.${reason.step}`)} · </span>}
            <ReasonLink id={id} reason={reason} />
          </li>
        ))}
      </ul>
    </section>
  )
}
