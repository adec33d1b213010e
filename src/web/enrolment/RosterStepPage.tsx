import '../words/zh/enrolment.ts'
import '../words/zh/plans.ts'
import '../words/zh/roster.ts'
import { useParams } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { RosterStep } from './RosterStep.tsx'
import { StepFrame } from './StepFrame.tsx'

/** 人员清单维护: a roster for every plan, and how many work at the unit. */
export function RosterStepPage(): ReactElement {
  const { id } = useParams({ from: '/inside/enrolments/$id/rosters' })
  return (
    <StepFrame id={id} step="roster">
      {(enrolment) => <RosterStep enrolment={enrolment} />}
    </StepFrame>
  )
}
