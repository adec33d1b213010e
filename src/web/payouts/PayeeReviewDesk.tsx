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
      toast(words(verdict === 'approve' ? 'payees.approvedDone' : 'payees.returnedDone', { number }))
      void navigate({ to: '/payee-reviews' })
    },
  })
  const problem = decide.error === null ? undefined : sentenceOf(decide.error)
  const [image] = images
  return (
    <div className="stack">
      {!full && (
        <Notice>
          {words('payees.takeFirst')}{' '}
          <Button kind="primary" pending={taking} onClick={onTake}>
            {words('payees.take')}
          </Button>
        </Notice>
      )}
      {missed !== undefined && (
        <Notice tone="warning" live>
          {missed}
        </Notice>
      )}
      <Notice tone="warning">{words('payees.failedBecause', { reason })}</Notice>
      {otherPersons > 0 && <Notice tone="danger">{words('payees.otherPersons', { count: otherPersons })}</Notice>}
      <div className="beside even">
        <section className="card card-body" aria-label={words('payees.cardImages')}>
          {image === undefined ? (
            <p className="quiet">{words('payees.cardImageMissing')}</p>
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
          <p className="quiet">{words('payees.correctedBy', { by: correctedBy, at: timeInWords(correctedAt) })}</p>
          <CasesTogether
            title={words('payees.decideTogether')}
            cases={review.together}
            left={left}
            onChange={setLeft}
          />
          <div className="row row-end">
            <Button danger reason={full ? undefined : words('payees.takeFirst')} onClick={() => setAsking('return')}>
              {words('payees.return')}
            </Button>
            <Button
              kind="primary"
              reason={full ? undefined : words('payees.takeFirst')}
              onClick={() => setAsking('approve')}
            >
              {words('payees.approve')}
            </Button>
          </div>
        </aside>
      </div>
      {asking === 'approve' && (
        <ConfirmDialog
          title={words('payees.approveTitle', { number })}
          action={words('payees.approve')}
          pending={decide.pending}
          error={problem}
          onCancel={close}
          onConfirm={() => decide.run({ id, version, verdict: 'approve', together })}
        >
          <p>{words('payees.approveText')}</p>
        </ConfirmDialog>
      )}
      {asking === 'return' && (
        <ReasonDialog
          title={words('payees.returnTitle', { number })}
          label={words('payees.returnReason')}
          action={words('payees.return')}
          danger
          most={300}
          pending={decide.pending}
          error={problem}
          onCancel={close}
          onConfirm={(given) => decide.run({ id, version, verdict: 'return', reason: given, together })}
        >
          <p>{words('payees.returnText')}</p>
        </ReasonDialog>
      )}
    </div>
  )
}
