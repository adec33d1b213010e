import { useRouterState } from '@tanstack/react-router'
import { useEffect, type ReactElement, type ReactNode } from 'react'
import { ENROLMENT_STATE_WORDS } from '../../contract/words/states.ts'
import { isEditable } from '../../domain/enrolment/enrolment-workflow.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Steps } from '../ui/Steps.tsx'
import { words } from '../words/words.ts'
import { pathOfStep, STEPS, useEnrolment, type EnrolmentDetail, type EnrolmentStep } from './enrolment-detail.ts'
import { ReturnReasons } from './ReturnReasons.tsx'
import './enrolment.css'

/** Brings the element that the address points at into sight and focus, once the page shows it. */
function useHashFocus(ready: boolean): void {
  const hash = useRouterState({ select: (state) => state.location.hash })
  useEffect(() => {
    if (!ready || hash === '') return
    const element = document.getElementById(hash)
    element?.scrollIntoView({ block: 'center' })
    element?.focus()
  }, [ready, hash])
}

export type StepFrameProps = {
  readonly id: string
  readonly step: EnrolmentStep
  readonly children: (enrolment: EnrolmentDetail) => ReactNode
}

/** One of the three steps of 参保录入: heading, steps, reasons of a return, and the step itself. */
export function StepFrame({ id, step, children }: StepFrameProps): ReactElement {
  const { data, error, refetch } = useEnrolment(id)
  useHashFocus(data !== undefined)
  const current = STEPS.indexOf(step)
  return (
    <div className="page">
      <PageHead
        title={words(`enrolment.step.${step}`)}
        {...(data && { object: data.number })}
        text={[words('enrolment.create'), words('ui.step', { step: current + 1, count: STEPS.length })].join(' · ')}
      />
      <Steps
        current={current}
        steps={STEPS.map((step) => ({ label: words(`enrolment.step.${step}`), href: pathOfStep(id, step) }))}
      />
      {data === undefined && error === null && <Skeleton lines={8} />}
      {data === undefined && error !== null && <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />}
      {data !== undefined && !isEditable(data.state) && (
        <Notice>
          {words('enrolment.notEditable', { state: ENROLMENT_STATE_WORDS[data.state] })}{' '}
          <LinkButton kind="text" to="/enrolments/$id" params={{ id }}>
            {words('enrolment.view')}
          </LinkButton>
        </Notice>
      )}
      {data !== undefined && isEditable(data.state) && (
        <>
          <ReturnReasons enrolment={data} step={step} />
          {children(data)}
        </>
      )}
    </div>
  )
}
