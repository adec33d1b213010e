import '../words/zh/enrolment.ts'
import '../words/zh/invoicing.ts'
import '../words/zh/plans.ts'
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState, type ReactElement } from 'react'
import { holdsAny, isUnitSide, useSession } from '../accounts/session.ts'
import { actionsFrom } from '../../domain/shared/workflow.ts'
import {
  ENROLMENT_WORKFLOW,
  isEditable,
  type EnrolmentAction,
  type EnrolmentState,
} from '../../domain/enrolment/enrolment-workflow.ts'
import type { Desk } from '../../domain/organisations/desks.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { shownYuan } from '../shared/shown.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { words } from '../words/words.ts'
import { AttachmentList } from './AttachmentList.tsx'
import { ContributionReceipt } from './ContributionReceipt.tsx'
import { useEnrolment, type EnrolmentDetail } from './enrolment-detail.ts'
import { EnrolmentFacts } from './EnrolmentFacts.tsx'
import { EnrolmentFlow } from './EnrolmentFlow.tsx'
import { EnrolmentHistory } from './EnrolmentHistory.tsx'
import { ReturnReasons } from './ReturnReasons.tsx'
import { RosterLinks } from './RosterLinks.tsx'
import { StepBackDialog } from './StepBackDialog.tsx'
import { VoidDialog } from './VoidDialog.tsx'
import './enrolment.css'

const TakeBackDialog = lazy(() => import('./TakeBackDialog.tsx').then((file) => ({ default: file.TakeBackDialog })))

/** The way on from here, by state: what the unit does next. */
function NextStep({ enrolment }: { enrolment: EnrolmentDetail }): ReactElement | null {
  const { id, number, state } = enrolment
  if (isEditable(state)) {
    return (
      <LinkButton kind="primary" to="/enrolments/$id/plans" params={{ id }}>
        {words('enrolment.goOn')}
      </LinkButton>
    )
  }
  if (state === 'invoicing') {
    return (
      <LinkButton kind="primary" to="/invoices/$id" params={{ id }}>
        {words('menu.invoices')}
      </LinkButton>
    )
  }
  if (state !== 'confirmed') return null
  return (
    <LinkButton kind="primary" to="/certificates" search={{ enrolmentNumber: number }}>
      {words('menu.certificates')}
    </LinkButton>
  )
}

function Detail({ enrolment }: { enrolment: EnrolmentDetail }): ReactElement {
  const { state } = enrolment
  return (
    <>
      {state === 'submitted' && <Notice tone="ok">{words('enrolment.submittedText')}</Notice>}
      <div className="card card-body">
        <EnrolmentFlow state={state} />
      </div>
      {isEditable(state) && <ReturnReasons enrolment={enrolment} />}
      <div className="beside">
        <div className="stack">
          <EnrolmentFacts enrolment={enrolment} />
          <RosterLinks enrolment={enrolment} />
          <AttachmentList enrolment={enrolment} />
        </div>
        <aside className="stack">
          <ContributionReceipt
            enrolment={enrolment}
            note={words('enrolment.paidSoFar', { paid: shownYuan(enrolment.paid) })}
          />
          <EnrolmentHistory enrolment={enrolment} />
        </aside>
      </div>
    </>
  )
}

/** An enrolment as it stands: where it is on its way, its facts, and what may be done with it. */
export function EnrolmentPage(): ReactElement {
  const { id } = useParams({ from: '/inside/enrolments/$id' })
  const session = useSession()
  const { data, error, refetch } = useEnrolment(id)
  const [open, setOpen] = useState<'withdraw' | 'void' | 'return'>()
  const may = (action: EnrolmentAction) =>
    data !== undefined &&
    actionsFrom<EnrolmentState, EnrolmentAction, Desk>(ENROLMENT_WORKFLOW, data.state, session.desks).includes(action)
  // In 参保初审 it is decided by its holder, on the reviewer's own page.
  const takesBack = may('return') && data?.state !== 'submitted'
  const paid = data !== undefined && Number(data.paid) > 0
  const unit = isUnitSide(session) && holdsAny(session, ['unit-handler'])
  return (
    <div className="page">
      <PageHead
        title={words('enrolment.one')}
        {...(data && { object: data.number })}
        text={data?.unit.name}
        actions={
          <>
            {may('withdraw') && <Button onClick={() => setOpen('withdraw')}>{words('enrolment.withdraw')}</Button>}
            {takesBack && (
              <Button reason={paid ? words('enrolment.takeBackPaid') : undefined} onClick={() => setOpen('return')}>
                {words('enrolment.takeBack')}
              </Button>
            )}
            {may('void') && (
              <Button danger reason={paid ? words('enrolment.voidPaid') : undefined} onClick={() => setOpen('void')}>
                {words('enrolment.void')}
              </Button>
            )}
            {unit && data !== undefined && <NextStep enrolment={data} />}
          </>
        }
      />
      {data === undefined && error === null && <Skeleton lines={8} />}
      {data === undefined && error !== null && <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />}
      {data !== undefined && <Detail enrolment={data} />}
      {data !== undefined && open === 'withdraw' && (
        <StepBackDialog step="withdraw" row={data} onClose={() => setOpen(undefined)} />
      )}
      {data !== undefined && open === 'return' && (
        <Suspense fallback={null}>
          <TakeBackDialog enrolment={data} onClose={() => setOpen(undefined)} />
        </Suspense>
      )}
      {data !== undefined && open === 'void' && <VoidDialog enrolment={data} onClose={() => setOpen(undefined)} />}
    </div>
  )
}
