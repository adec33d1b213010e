import '../words/zh/claim-archive.ts'
import '../words/zh/claim-entry.ts'
import '../words/zh/claim-pool.ts'
import '../words/zh/claim-review.ts'
import { lazy, Suspense, type ReactElement } from 'react'
import { showThumbnail } from '../../contract/claim-materials.ts'
import { downloadClaimLetter } from '../../contract/claim-review.ts'
import { holdsAny, useSession } from '../accounts/session.ts'
import { CaseFacts } from '../claims/CaseFacts.tsx'
import type { ClaimDetail } from '../claims/claim-detail.ts'
import { EntryReceipt } from '../claims/EntryReceipt.tsx'
import { factGroups } from '../claims/review-facts.ts'
import { PaymentState } from '../payouts/PaymentState.tsx'
import { DownloadButton } from '../shared/DownloadButton.tsx'
import { Button } from '../ui/Button.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { words } from '../words/words.ts'

const ClaimImages = lazy(() => import('./ClaimImages.tsx').then((file) => ({ default: file.ClaimImages })))
const ClaimTimeline = lazy(() =>
  import('../claims/ClaimTimeline.tsx').then((file) => ({ default: file.ClaimTimeline })),
)

/**
 * Facts and images at the left, money and history at the right; printed, the receipt alone with whom it is about. Finance,
 * which pays without reading what happened, has neither images nor letters.
 */
export function ClaimParts({ claim }: { claim: ClaimDetail }): ReactElement {
  const { id, state, calculation, decisions } = claim
  const session = useSession()
  const letter = state === 'closed' || state === 'refused' || state === 'declined' ? state : undefined
  const paid = state === 'payable' || state === 'payment-failed' || state === 'payee-review' || state === 'closed'
  return (
    <div className="claim-columns">
      <div className="stack">
        <CaseFacts claim={claim} />
        <div className="no-print">
          <Entered claim={claim} />
        </div>
        {holdsAny(session, showThumbnail.access) && (
          <div className="no-print">
            <Suspense fallback={<Skeleton lines={3} />}>
              <ClaimImages claim={claim} />
            </Suspense>
          </div>
        )}
      </div>
      <aside className="stack">
        <EntryReceipt
          claim={claim}
          calculation={calculation}
          change={null}
          judged={{ isFresh: calculation?.entryChanged !== true, isOutdated: false }}
        />
        <div className="row no-print">
          {calculation !== null && (
            <Button icon="receipt" onClick={() => print()}>
              {words('claimArchive.printReceipt')}
            </Button>
          )}
          {letter !== undefined && holdsAny(session, downloadClaimLetter.access) && (
            <DownloadButton route={downloadClaimLetter} input={{ id, kind: letter }}>
              {words(`claimArchive.letter.${letter}`)}
            </DownloadButton>
          )}
        </div>
        {paid && (
          <div className="no-print">
            <PaymentState claimId={id} />
          </div>
        )}
        <div className="no-print">
          <Suspense fallback={null}>
            <ClaimTimeline decisions={decisions} />
          </Suspense>
        </div>
      </aside>
    </div>
  )
}

/** 领款人信息, 出险信息 and 结算单信息 as they were entered. */
function Entered({ claim }: { claim: ClaimDetail }): ReactElement {
  return (
    <div className="stack">
      {factGroups(claim).map(({ title, facts }) => {
        const filled = facts.filter(({ value }) => value !== '')
        return (
          <section className="card card-body" key={title} aria-label={title}>
            <h2>{title}</h2>
            {filled.length === 0 && <p className="quiet">{words('claimReview.empty')}</p>}
            <dl className="facts">
              {filled.map(({ path, label, value }) => (
                <div key={path}>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </section>
        )
      })}
    </div>
  )
}
