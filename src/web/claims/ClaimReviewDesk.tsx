import { lazy, Suspense, useState, type ReactElement } from 'react'
import { listClaims } from '../../contract/claims.ts'
import { recalculateClaim } from '../../contract/claim-decisions.ts'
import { countWork } from '../../contract/work-pool.ts'
import { CLAIM_STATE_WORDS } from '../../contract/words/states.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { shownYuan } from '../shared/shown.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import { ReviewActions } from './ReviewActions.tsx'
import { ReviewFacts } from './ReviewFacts.tsx'
import { ReviewFindings } from './ReviewFindings.tsx'
import { deskOf, type ClaimReview } from './review-desk.ts'
import { inSlotOrder } from './slot-order.ts'
import { useClaimPoints } from './use-claim-points.ts'

const ReviewImages = lazy(() => import('./ReviewImages.tsx').then((file) => ({ default: file.ReviewImages })))

const ReviewChanges = lazy(() => import('./ReviewChanges.tsx').then((file) => ({ default: file.ReviewChanges })))
const ReviewNotMine = lazy(() => import('./ReviewNotMine.tsx').then((file) => ({ default: file.ReviewNotMine })))
const ReviewAside = lazy(() => import('./ReviewAside.tsx').then((file) => ({ default: file.ReviewAside })))

export type ClaimReviewDeskProps = { readonly review: ClaimReview; readonly onChanged: () => void }

/** Names of the images as a reviewer reads them: the kind of material, and its number where there are several. */
function imageNamesOf({ claim, materialNames }: ClaimReview) {
  const kindNames = new Map(materialNames.map(({ kind, name }) => [kind, name]))
  const counts = new Map<string, number>()
  const imageNames = new Map(
    claim.materials.map(({ id, kind, name }) => {
      const at = (counts.get(kind) ?? 0) + 1
      counts.set(kind, at)
      const known = kindNames.get(kind)
      return [id, known === undefined ? name : words('claimReview.image', { kind: known, at })]
    }),
  )
  return { kindNames, imageNames }
}

/** Images left, entered and known values in the middle, money and history right; the decision below. */
export function ClaimReviewDesk({ review, onChanged }: ClaimReviewDeskProps): ReactElement {
  const { claim, changes, blocked, proposedReason } = review
  const desk = deskOf(claim.state)
  const mine = desk !== undefined && claim.holder?.mine === true
  const pickable = mine && blocked === null
  const points = useClaimPoints(review)
  const { kindNames, imageNames } = imageNamesOf(review)
  const shownClaim = { ...claim, materials: [...inSlotOrder(claim.materials, [...kindNames.keys()])] }
  const [side, setSide] = useState<string>()
  const recalculate = useCommand(recalculateClaim, {
    refreshes: [listClaims, countWork],
    onDone: ({ before, after }) => {
      toast(
        words('claimReview.recalculated', {
          before: before === null ? '' : shownYuan(before),
          after: shownYuan(after),
        }),
      )
      onChanged()
    },
    onFailed: (error) => setSide(sentenceOf(error)),
  })
  const again = () => recalculate.run({ id: claim.id, version: claim.version })
  return (
    <>
      {desk === undefined && <Notice>{words('claimReview.notHere', { state: CLAIM_STATE_WORDS[claim.state] })}</Notice>}
      {desk !== undefined && !mine && (
        <Suspense fallback={null}>
          <ReviewNotMine review={review} desk={desk} onTaken={onChanged} />
        </Suspense>
      )}
      {mine && blocked !== null && <Notice tone="danger">{blocked}</Notice>}
      {claim.proposal !== null && (
        <Notice tone="warning">
          <b>
            {claim.state === 'first-review'
              ? words('claimReview.proposal.unit')
              : claim.proposal === 'decline'
                ? words('claimReview.proposal.decline')
                : words('claimReview.proposal.refuse', { clause: claim.clause ?? '' })}
          </b>
          {proposedReason !== null && <p>{proposedReason}</p>}
        </Notice>
      )}
      <div className="review-columns">
        <Suspense fallback={<Skeleton lines={12} />}>
          <ReviewImages claim={shownClaim} names={imageNames} points={points} pickable={pickable} />
        </Suspense>
        <div className="stack">
          <ReviewFindings review={review} points={points} pickable={pickable} />
          {changes !== null && (
            <Suspense fallback={<Skeleton lines={4} />}>
              <ReviewChanges changes={changes} imageNames={imageNames} kindNames={kindNames} />
            </Suspense>
          )}
          <ReviewFacts claim={claim} asked={review.regradable} points={points} pickable={pickable} />
        </div>
        <aside className="stack">
          {side !== undefined && <Notice tone="danger">{side}</Notice>}
          <Suspense fallback={<Skeleton lines={8} />}>
            <ReviewAside review={review} onRecalculate={pickable ? again : undefined} pending={recalculate.pending} />
          </Suspense>
        </aside>
      </div>
      {desk !== undefined && (
        <ReviewActions
          review={review}
          desk={desk}
          points={points}
          imageNames={imageNames}
          mine={mine}
          onRecalculate={again}
        />
      )}
    </>
  )
}
