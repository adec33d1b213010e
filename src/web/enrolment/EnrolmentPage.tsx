import '../words/zh/enrolment.ts'
import '../words/zh/invoicing.ts'
import '../words/zh/plans.ts'
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState, type ReactElement } from 'react'
import { holdsAny, isUnitSide, useSession, type Session } from '../accounts/session.ts'
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
import { listOf, words } from '../words/words.ts'
import { AttachmentList } from './AttachmentList.tsx'
import { ContributionReceipt } from './ContributionReceipt.tsx'
import { useEnrolment, type EnrolmentDetail } from './enrolment-detail.ts'
import { EnrolmentFacts } from './EnrolmentFacts.tsx'
import { EnrolmentFlow } from './EnrolmentFlow.tsx'
import { EnrolmentHistory } from './EnrolmentHistory.tsx'
import { ReturnReasons } from './ReturnReasons.tsx'
import { RosterLinks } from './RosterLinks.tsx'
import { creditIn, waysOnOfFinance, waysOnOfUnit, type WayOn } from './ways-on.ts'
import './enrolment.css'

const StepBackDialog = lazy(() => import('./StepBackDialog.tsx').then((file) => ({ default: file.StepBackDialog })))
const VoidDialog = lazy(() => import('./VoidDialog.tsx').then((file) => ({ default: file.VoidDialog })))
const TakeBackDialog = lazy(() => import('./TakeBackDialog.tsx').then((file) => ({ default: file.TakeBackDialog })))

/** A way on from here; what is to be done next stands out. */
function WayLink({ enrolment: { id, number }, way }: { enrolment: EnrolmentDetail; way: WayOn }): ReactElement {
  switch (way) {
    case 'enter':
      return (
        <LinkButton kind="primary" to="/enrolments/$id/plans" params={{ id }}>
          {words('enrolment.goOn')}
        </LinkButton>
      )
    case 'invoices':
      return (
        <LinkButton kind="primary" to="/invoices/$id" params={{ id }}>
          {words('menu.invoices')}
        </LinkButton>
      )
    case 'invoices-and-account':
      return (
        <LinkButton to="/invoices/$id" params={{ id }}>
          {words('enrolment.invoicesAndAccount')}
        </LinkButton>
      )
    case 'certificates':
      return (
        <LinkButton kind="primary" to="/certificates" search={{ enrolmentNumber: number }}>
          {words('menu.certificates')}
        </LinkButton>
      )
    case 'money':
      return (
        <LinkButton to="/payments/$id" params={{ id }}>
          {words('enrolment.money')}
        </LinkButton>
      )
  }
}

/** What came so far, and what of it is too much. */
function paidWords({ total, paid }: EnrolmentDetail): string {
  const came = words('enrolment.paidSoFar', { paid: shownYuan(paid) })
  const credit = creditIn({ total, paid })
  return credit === undefined ? came : listOf([came, words('enrolment.credit', { credit })])
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
          <ContributionReceipt enrolment={enrolment} note={paidWords(enrolment)} />
          <EnrolmentHistory enrolment={enrolment} />
        </aside>
      </div>
    </>
  )
}

function waysOn(session: Session, state: EnrolmentState): readonly WayOn[] {
  if (!isUnitSide(session)) return holdsAny(session, ['finance']) ? waysOnOfFinance(state) : []
  return holdsAny(session, ['unit-handler']) ? waysOnOfUnit(state) : []
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
  const ways = data === undefined ? [] : waysOn(session, data.state)
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
            {data !== undefined && ways.map((way) => <WayLink key={way} enrolment={data} way={way} />)}
          </>
        }
      />
      {data === undefined && error === null && <Skeleton lines={8} />}
      {data === undefined && error !== null && <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />}
      {data !== undefined && <Detail enrolment={data} />}
      {data !== undefined && open === 'withdraw' && (
        <Suspense fallback={null}>
          <StepBackDialog step="withdraw" row={data} onClose={() => setOpen(undefined)} />
        </Suspense>
      )}
      {data !== undefined && open === 'return' && (
        <Suspense fallback={null}>
          <TakeBackDialog enrolment={data} onClose={() => setOpen(undefined)} />
        </Suspense>
      )}
      {data !== undefined && open === 'void' && (
        <Suspense fallback={null}>
          <VoidDialog enrolment={data} onClose={() => setOpen(undefined)} />
        </Suspense>
      )}
    </div>
  )
}
