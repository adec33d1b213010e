import { lazy, Suspense, useState, type ReactElement } from 'react'
import type { OutputOf } from '../../contract/endpoint.ts'
import { approveEnrolment, type openReview } from '../../contract/enrolment-review.ts'
import { getEnrolment, listEnrolments } from '../../contract/enrolment.ts'
import { countWork } from '../../contract/work-pool.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { toast } from '../ui/Toast.tsx'
import type { Pool } from '../work-pool/use-pool.ts'
import { words } from '../words/words.ts'
import { AttachmentList } from './AttachmentList.tsx'
import { ContributionReceipt } from './ContributionReceipt.tsx'
import type { ReturnReason } from './enrolment-detail.ts'
import { EnrolmentFacts } from './EnrolmentFacts.tsx'
import { ReviewChecks } from './ReviewChecks.tsx'
import { useNextReview } from './use-next-review.ts'
import { useReturnDraft } from './use-return-draft.ts'

// The grid comes after what stands beside it.
const ReviewRosters = lazy(() => import('./ReviewRosters.tsx').then((file) => ({ default: file.ReviewRosters })))
const ReturnDialog = lazy(() => import('./ReturnDialog.tsx').then((file) => ({ default: file.ReturnDialog })))

export type Review = OutputOf<typeof openReview>

export type ReviewDeskProps = {
  readonly review: Review
  /** Reasons of a return that the reader gathered before. */
  readonly kept: readonly ReturnReason[]
  readonly pool: Pool
  readonly onTaken: () => void
}

/** Who holds the enrolment, where that is not the reader. */
function NotMine({ review, pool, onTaken }: ReviewDeskProps): ReactElement {
  const { enrolment, holder } = review
  return (
    <Notice tone="warning">
      {holder === null ? words('review.free') : words('review.heldBy', { name: holder.name })}
      {holder === null && (
        <Button kind="text" pending={pool.pending} onClick={() => pool.take([enrolment.id], onTaken)}>
          {words('pool.take')}
        </Button>
      )}
      {pool.missed !== undefined && <p className="field-error">{pool.missed}</p>}
      {pool.error !== null && <p className="field-error">{sentenceOf(pool.error)}</p>}
    </Notice>
  )
}

/** Roster and documents left; checks, last year's figures and receipt right; the decision below. */
export function ReviewDesk(props: ReviewDeskProps): ReactElement {
  const { kept, review } = props
  const { enrolment, holder, checks, lastYear } = review
  const { id, number, version, state } = enrolment
  const [returning, setReturning] = useState(false)
  const draft = useReturnDraft(enrolment, kept)
  const next = useNextReview(id)
  const approve = useCommand(approveEnrolment, {
    refreshes: [listEnrolments, getEnrolment, countWork],
    before: draft.decided,
    onDone: () => {
      toast(words('review.approved', { number }))
      void next()
    },
    onFailed: draft.undecided,
  })
  const mine = holder?.mine === true && state === 'submitted'
  const reason = mine ? undefined : words('review.takeFirst')
  return (
    <>
      {!mine && <NotMine {...props} />}
      <div className="beside">
        <div className="stack">
          <EnrolmentFacts enrolment={enrolment} />
          <Suspense fallback={<Skeleton lines={8} />}>
            <ReviewRosters
              // Once taken and opened, the people stand there in full: they are read again.
              key={String(mine)}
              enrolment={enrolment}
              onPick={(person, planCode) => {
                draft.addPerson(person, planCode)
                toast(words('review.picked'))
              }}
            />
          </Suspense>
          <AttachmentList enrolment={enrolment} />
        </div>
        <aside className="stack">
          <ReviewChecks
            checks={checks}
            lastYear={lastYear}
            enrolment={enrolment}
            onPick={(check) => {
              draft.addCheck(check)
              toast(words('review.picked'))
            }}
          />
          <ContributionReceipt enrolment={enrolment} note={words('enrolment.receiptSource')} />
        </aside>
      </div>
      <div className="foot-bar">
        <span className={approve.error === null ? 'grow quiet' : 'grow field-error'} role="status">
          {approve.error === null
            ? words(draft.keeping === 'failed' ? 'review.notKept' : 'review.afterwards', {
                count: draft.reasons.length,
              })
            : sentenceOf(approve.error)}
        </span>
        <Button danger reason={reason} onClick={() => setReturning(true)}>
          {words('review.return')}
          {draft.reasons.length > 0 && ` (${draft.reasons.length})`}
        </Button>
        <Button kind="primary" reason={reason} pending={approve.pending} onClick={() => approve.run({ id, version })}>
          {words('review.approve')}
        </Button>
      </div>
      {returning && (
        <Suspense fallback={null}>
          <ReturnDialog
            enrolment={enrolment}
            draft={draft}
            onClose={() => setReturning(false)}
            onReturned={() => void next()}
          />
        </Suspense>
      )}
    </>
  )
}
