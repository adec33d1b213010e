import '../words/zh/pool.ts'
import '../words/zh/units.ts'
import { useParams } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { LinkButton } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { words } from '../words/words.ts'
import { RegistrationReview } from './RegistrationReview.tsx'
import { useOpenedRegistration } from './use-opened-registration.ts'
import './units.css'

/** 注册/审核: one registration. */
export function ReviewPage(): ReactElement {
  const { id } = useParams({ from: '/inside/registrations/$id' })
  const { data, error, refetch } = useOpenedRegistration(id)
  if (data !== undefined) return <RegistrationReview key={id} opened={data} onChanged={() => void refetch()} />
  if (error === null) return <Skeleton lines={8} />
  return (
    <ErrorState
      text={sentenceOf(error)}
      onRetry={() => void refetch()}
      action={<LinkButton to="/registrations">{words('units.review.toPool')}</LinkButton>}
    />
  )
}
