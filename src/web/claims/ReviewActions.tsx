import { lazy, Suspense, useState, type ReactElement } from 'react'
import { Button } from '../ui/Button.tsx'
import { useKeys } from '../ui/use-keys.ts'
import { shownYuan } from '../shared/shown.ts'
import { words, type PlainKey } from '../words/words.ts'
import type { ReviewDecision } from './ReviewConfirm.tsx'
import type { ClaimReview, ReviewDesk } from './review-desk.ts'
import type { ClaimPoints } from './use-claim-points.ts'
import { useNextClaimReview } from './use-next-claim-review.ts'

const ReviewConfirm = lazy(() => import('./ReviewConfirm.tsx').then((file) => ({ default: file.ReviewConfirm })))
const ClaimReturnDialog = lazy(() =>
  import('./ClaimReturnDialog.tsx').then((file) => ({ default: file.ClaimReturnDialog })),
)
const RegradeDialog = lazy(() => import('./RegradeDialog.tsx').then((file) => ({ default: file.RegradeDialog })))
const ProposeEndingDialog = lazy(() =>
  import('./ProposeEndingDialog.tsx').then((file) => ({ default: file.ProposeEndingDialog })),
)
const ReturnInsideDialog = lazy(() =>
  import('./ReturnInsideDialog.tsx').then((file) => ({ default: file.ReturnInsideDialog })),
)

export type ReviewActionsProps = {
  readonly review: ClaimReview
  readonly desk: ReviewDesk
  readonly points: ClaimPoints
  readonly imageNames: ReadonlyMap<string, string>
  readonly mine: boolean
  readonly onRecalculate: () => void
}

type Opened = 'decide' | 'return' | 'inside' | 'regrade' | 'propose'

/** What 同意 of this desk is, by the state and what 初审 proposed. */
function decisionOf({ claim, approval }: ClaimReview): { readonly act: ReviewDecision; readonly label: PlainKey } {
  if (claim.state === 'first-review') return { act: 'pass', label: 'claimReview.pass' }
  if (claim.state === 'second-review' && claim.proposal !== null) {
    return {
      act: 'confirm-ending',
      label: claim.proposal === 'refuse' ? 'claimReview.confirmRefuse' : 'claimReview.confirmDecline',
    }
  }
  return { act: 'approve', label: approval.next === 'payable' ? 'claimReview.approve' : 'claimReview.approveOn' }
}

/** Why the case cannot be decided with a yes now. */
function noYes({ claim, stale, approval, blocked }: ClaimReview, mine: boolean): string | undefined {
  if (!mine) return words('claimReview.takeFirst')
  if (blocked !== null) return blocked
  if (claim.proposal === 'refuse' && claim.state === 'second-review') return undefined
  if (stale) return words('claimReview.staleReason')
  if (claim.proposal !== null && claim.state === 'second-review') return undefined
  if (claim.calculation === null || claim.calculation.total === '0.00') return words('claimReview.zero')
  const beyond = claim.state === 'approval' && Number(approval.total) > Number(approval.limit)
  if (!beyond) return undefined
  return words('claimReview.beyondLimit', { total: shownYuan(approval.total), limit: shownYuan(approval.limit) })
}

/** The buttons of a desk with their reasons where they rest; A and R do the two usual ones. */
export function ReviewActions(props: ReviewActionsProps): ReactElement {
  const { review, desk, points, imageNames, mine, onRecalculate } = props
  const { claim, stale, regradable, blocked } = review
  const [opened, setOpened] = useState<Opened>()
  const next = useNextClaimReview(desk)
  const decision = decisionOf(review)
  const reason = noYes(review, mine)
  const isFirst = claim.state === 'first-review'
  const isSecond = claim.state === 'second-review'
  const cannotRegrade =
    isSecond && claim.proposal !== null
      ? words('claimReview.proposedNo')
      : regradable.length === 0
        ? words('claimReview.nothingToRegrade')
        : undefined
  const cannot = mine ? (blocked ?? undefined) : words('claimReview.takeFirst')
  const close = () => setOpened(undefined)
  const done = (decided: readonly string[]) => void next(decided)
  const deciding = { review, around: points.around, onClose: close, onDone: done }
  useKeys({
    a: () => reason === undefined && setOpened('decide'),
    r: () => cannot === undefined && setOpened('return'),
    c: () => cannot === undefined && stale && onRecalculate(),
  })
  return (
    <>
      <div className="foot-bar">
        <span className="grow quiet" role="status">
          {words('claimReview.afterwards', { count: points.points.length })}
          {points.points.length > 0 && ` · ${words(`claimReview.keeping.${points.keeping}`)}`}
          <br />
          {words('claimReview.keys')}
        </span>
        {(isFirst || isSecond) && (
          <Button reason={cannot ?? cannotRegrade} onClick={() => setOpened('regrade')}>
            {words('claimReview.regrade')}
          </Button>
        )}
        {isFirst && (
          <Button danger reason={cannot} onClick={() => setOpened('propose')}>
            {words('claimReview.propose')}
          </Button>
        )}
        {!isFirst && (
          <Button reason={cannot} onClick={() => setOpened('inside')}>
            {words('claimReview.returnInside')}
          </Button>
        )}
        <Button danger reason={cannot} aria-keyshortcuts="R" onClick={() => setOpened('return')}>
          {words('claimReview.return')}
          {points.points.length > 0 && ` (${points.points.length})`}
        </Button>
        <Button kind="primary" reason={reason} aria-keyshortcuts="A" onClick={() => setOpened('decide')}>
          {words(decision.label)}
        </Button>
      </div>
      <Suspense fallback={null}>
        {opened === 'decide' && <ReviewConfirm {...deciding} act={decision.act} label={words(decision.label)} />}
        {opened === 'return' && (
          <ClaimReturnDialog review={review} points={points} imageNames={imageNames} onClose={close} onDone={done} />
        )}
        {opened === 'inside' && <ReturnInsideDialog {...deciding} />}
        {opened === 'regrade' && <RegradeDialog {...deciding} />}
        {opened === 'propose' && <ProposeEndingDialog {...deciding} />}
      </Suspense>
    </>
  )
}
