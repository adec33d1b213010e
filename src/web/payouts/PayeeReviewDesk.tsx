import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState, type ReactElement } from 'react'
import { listClaims } from '../../contract/claims.ts'
import { decidePayee } from '../../contract/payout-payees.ts'
import { countWork } from '../../contract/work-pool.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import { CasesTogether, togetherOf } from './CasesTogether.tsx'
import { PayeeChanges, type PayeeReview } from './PayeeChanges.tsx'

const MaterialViewer = lazy(() =>
  import('../claims/MaterialViewer.tsx').then((file) => ({ default: file.MaterialViewer })),
)

type Props = {
  readonly review: PayeeReview
  readonly onTake: () => void
  readonly taking: boolean
  readonly missed: string | undefined
}

/** The image of the new card beside what changed, and the two ways to decide. */
export function PayeeReviewDesk({ review, onTake, taking, missed }: Props): ReactElement {
  const navigate = useNavigate()
  const { id, number, version, full, images, otherPersons, correctedBy, correctedAt, reason } = review
  const [asking, setAsking] = useState<'approve' | 'return'>()
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const together = togetherOf(review.together, left)
  const close = () => setAsking(undefined)
  const decide = useCommand(decidePayee, {
    refreshes: [listClaims, countWork],
    onDone: (_, { verdict }) => {
      toast(words(verdict === 'approve' ? 'payouts.approvedDone' : 'payouts.returnedDone', { number }))
      void navigate({ to: '/payee-reviews' })
    },
  })
  const problem = decide.error === null ? undefined : sentenceOf(decide.error)
  const [image] = images
  return (
    <div className="stack">
      {!full && (
        <Notice>
          {words('payouts.takeFirst')}{' '}
          <Button kind="primary" pending={taking} onClick={onTake}>
            {words('payouts.take')}
          </Button>
        </Notice>
      )}
      {missed !== undefined && (
        <Notice tone="warning" live>
          {missed}
        </Notice>
      )}
      <Notice tone="warning">{words('payouts.failedBecause', { reason })}</Notice>
      {otherPersons > 0 && <Notice tone="danger">{words('payouts.otherPersons', { count: otherPersons })}</Notice>}
      <div className="beside even">
        <section className="card card-body" aria-label={words('payouts.cardImages')}>
          {image === undefined ? (
            <p className="quiet">{words('payouts.cardImageMissing')}</p>
          ) : (
            <Suspense fallback={<Skeleton lines={6} />}>
              <MaterialViewer
                inline
                claim={{ id, materials: images }}
                materialId={image.id}
                onClose={() => undefined}
              />
            </Suspense>
          )}
        </section>
        <aside className="stack">
          <PayeeChanges review={review} />
          <p className="quiet">{words('payouts.correctedBy', { by: correctedBy, at: timeInWords(correctedAt) })}</p>
          <CasesTogether
            title={words('payouts.decideTogether')}
            cases={review.together}
            left={left}
            onChange={setLeft}
          />
          <div className="row row-end">
            <Button danger reason={full ? undefined : words('payouts.takeFirst')} onClick={() => setAsking('return')}>
              {words('payouts.return')}
            </Button>
            <Button
              kind="primary"
              reason={full ? undefined : words('payouts.takeFirst')}
              onClick={() => setAsking('approve')}
            >
              {words('payouts.approve')}
            </Button>
          </div>
        </aside>
      </div>
      {asking === 'approve' && (
        <ConfirmDialog
          title={words('payouts.approveTitle', { number })}
          action={words('payouts.approve')}
          pending={decide.pending}
          error={problem}
          onCancel={close}
          onConfirm={() => decide.run({ id, version, verdict: 'approve', together })}
        >
          <p>{words('payouts.approveText')}</p>
        </ConfirmDialog>
      )}
      {asking === 'return' && (
        <ReasonDialog
          title={words('payouts.returnTitle', { number })}
          label={words('payouts.returnReason')}
          action={words('payouts.return')}
          danger
          most={300}
          pending={decide.pending}
          error={problem}
          onCancel={close}
          onConfirm={(given) => decide.run({ id, version, verdict: 'return', reason: given, together })}
        >
          <p>{words('payouts.returnText')}</p>
        </ReasonDialog>
      )}
    </div>
  )
}
