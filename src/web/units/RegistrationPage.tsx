import '../words/zh/units.ts'
import { Navigate } from '@tanstack/react-router'
import { useEffect, useState, type ReactElement } from 'react'
import { getDraft } from '../../contract/registration.ts'
import { refusalCode, sentenceOf } from '../shared/call-endpoint.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { useOpened } from '../shared/use-opened.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { words } from '../words/words.ts'
import { MendedElsewhere } from './MendedElsewhere.tsx'
import { forgetDraft, keptDraft } from './registration-draft.ts'
import { RegistrationForm } from './RegistrationForm.tsx'
import '../accounts/accounts.css'
import './units.css'

const EMPTY = { token: undefined, fields: {}, documents: [], reasons: [], returned: false }

/** 单位注册: opens the draft that this tab has begun, or an empty form. */
export function RegistrationPage(): ReactElement {
  const [kept] = useState(keptDraft)
  const token = kept?.token
  const { data, error, refetch } = useOpened(getDraft, { draft: token ?? '' }, { enabled: token !== undefined })
  const gone = refusalCode(error) === 'draft-expired'
  const closed = data !== undefined && data.registration.state !== 'draft' && data.registration.state !== 'returned'
  useEffect(() => {
    if (gone || closed) forgetDraft()
  }, [gone, closed])
  if (gone && kept?.number !== undefined) {
    return (
      <div className="page">
        <PageHead title={words('units.registration.returnedTitle')} />
        <MendedElsewhere number={kept.number} />
      </div>
    )
  }
  if (token === undefined || gone) return <RegistrationForm opened={EMPTY} number={null} gone={gone} />
  if (error !== null) return <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />
  if (data === undefined) return <Skeleton lines={8} />
  const { number, fields, documents, reasons } = data.registration
  if (closed) return <Navigate to="/registration/submitted" search={{ number: number ?? '' }} replace />
  return (
    <RegistrationForm
      opened={{ token, fields, documents, reasons, returned: number !== null }}
      number={number}
      gone={false}
    />
  )
}
