import '../words/zh/enrolment.ts'
import '../words/zh/plans.ts'
import { useParams } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { listOffers } from '../../contract/plans.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { words } from '../words/words.ts'
import { PlanChoice } from './PlanChoice.tsx'
import { StepFrame } from './StepFrame.tsx'

/** 保障活动录入: which plans, with how many shares. */
export function PlansStepPage(): ReactElement {
  const { id } = useParams({ from: '/inside/enrolments/$id/plans' })
  const { data, error, refetch } = useEndpointQuery(listOffers, {})
  return (
    <StepFrame id={id} step="plans">
      {(enrolment) => {
        if (data === undefined) {
          return error === null ? (
            <Skeleton lines={8} />
          ) : (
            <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />
          )
        }
        if (data.plans.length === 0 && enrolment.plans.length === 0) {
          return <EmptyState title={words('plans.templates.empty')} text={words('plans.templates.emptyText')} />
        }
        return <PlanChoice enrolment={enrolment} offers={data.plans} />
      }}
    </StepFrame>
  )
}
