import { useState, type ReactElement } from 'react'
import { listClaims } from '../../contract/claims.ts'
import { downloadClaimLetter, recalculateClaim } from '../../contract/claim-review.ts'
import { countWork } from '../../contract/work-pool.ts'
import { CLAIM_STATE_WORDS } from '../../contract/words/states.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { DownloadButton } from '../shared/DownloadButton.tsx'
import { shownYuan } from '../shared/shown.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { toast } from '../ui/Toast.tsx'
import { usePool } from '../work-pool/use-pool.ts'
import { words } from '../words/words.ts'
import { ClaimTimeline } from './ClaimTimeline.tsx'
import { ReviewActions } from './ReviewActions.tsx'
import { ReviewChanges } from './ReviewChanges.tsx'
import { ReviewFacts } from './ReviewFacts.tsx'
import { ReviewFindings } from './ReviewFindings.tsx'
import { ReviewImages } from './ReviewImages.tsx'
import { ReviewMoney } from './ReviewMoney.tsx'
import { ReviewOthers } from './ReviewOthers.tsx'
import { deskOf, type ClaimReview, type ReviewDesk } from './review-desk.ts'
import { useClaimMaterials } from './use-claim-materials.ts'
import { useClaimPoints } from './use-claim-points.ts'

export type ClaimReviewDeskProps = { readonly review: ClaimReview; readonly onChanged: () => void }

/** Who holds the case, where that is not the reader. */
function NotMine({ review, desk, onChanged }: ClaimReviewDeskProps & { readonly desk: ReviewDesk }): ReactElement {
  const { claim, blocked } = review
  const pool = usePool(desk.kind, listClaims)
  const { holder } = claim
  return (
    <Notice tone="warning">
      {holder === null ? words('claimReview.free') : words('claimReview.heldBy', { name: holder.name })}
      {holder === null && (
        <Button
          kind="text"
          pending={pool.pending}
          reason={blocked ?? undefined}
          onClick={() => pool.take([claim.id], onChanged)}
        >
          {words('pool.take')}
        </Button>
      )}
      {pool.missed !== undefined && <p className="field-error">{pool.missed}</p>}
      {pool.error !== null && <p className="field-error">{sentenceOf(pool.error)}</p>}
    </Notice>
  )
}

/** Names of the images as a reviewer reads them: the kind of material, and its number where there are several. */
function useImageNames({ id, materials }: ClaimReview['claim']) {
  const { data } = useClaimMaterials(id)
  const kindNames = new Map(data?.slots.map(({ kind, name }) => [kind, name]))
  const counts = new Map<string, number>()
  const imageNames = new Map(
    materials.map(({ id: image, kind, name }) => {
      const at = (counts.get(kind) ?? 0) + 1
      counts.set(kind, at)
      const known = kindNames.get(kind)
      return [image, known === undefined ? name : words('claimReview.image', { kind: known, at })]
    }),
  )
  return { kindNames, imageNames }
}

/** Images left, entered and known values in the middle, money and history right; the decision below. */
export function ClaimReviewDesk({ review, onChanged }: ClaimReviewDeskProps): ReactElement {
  const { claim, changes, blocked, letters, proposedReason } = review
  const desk = deskOf(claim.state)
  const mine = desk !== undefined && claim.holder?.mine === true
  const pickable = mine && blocked === null
  const points = useClaimPoints(review)
  const { kindNames, imageNames } = useImageNames(claim)
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
      {desk !== undefined && !mine && <NotMine review={review} desk={desk} onChanged={onChanged} />}
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
      {letters.length > 0 && (
        <div className="row">
          {letters.map((kind) => (
            <DownloadButton key={kind} route={downloadClaimLetter} input={{ id: claim.id, kind }}>
              {words(`claimReview.letter.${kind}`)}
            </DownloadButton>
          ))}
        </div>
      )}
      <div className="review-columns">
        <ReviewImages claim={claim} names={imageNames} points={points} pickable={pickable} />
        <div className="stack">
          <ReviewFindings review={review} points={points} pickable={pickable} />
          {changes !== null && <ReviewChanges changes={changes} imageNames={imageNames} kindNames={kindNames} />}
          <ReviewFacts claim={claim} points={points} pickable={pickable} />
          <ReviewOthers others={review.others} />
        </div>
        <aside className="stack">
          {side !== undefined && <Notice tone="danger">{side}</Notice>}
          <ReviewMoney review={review} onRecalculate={pickable ? again : undefined} pending={recalculate.pending} />
          <ClaimTimeline decisions={claim.decisions} />
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
