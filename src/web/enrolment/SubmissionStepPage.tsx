import '../words/zh/enrolment.ts'
import '../words/zh/plans.ts'
import { useParams } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { StepFrame } from './StepFrame.tsx'
import { SubmissionStep } from './SubmissionStep.tsx'

/** 参保信息录入: check everything, attach what is required, and 完成. */
export function SubmissionStepPage(): ReactElement {
  const { id } = useParams({ from: '/inside/enrolments/$id/submission' })
  return (
    <StepFrame id={id} step="submission">
      {(enrolment) => <SubmissionStep enrolment={enrolment} />}
    </StepFrame>
  )
}
