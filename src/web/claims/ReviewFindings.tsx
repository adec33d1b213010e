import { lazy, Suspense, useState, type ReactElement } from 'react'
import { Button } from '../ui/Button.tsx'
import { toast } from '../ui/Toast.tsx'
import { StateTag, type Tone } from '../ui/StateTag.tsx'
import { words } from '../words/words.ts'
import type { ClaimReview } from './review-desk.ts'
import type { ClaimPoints } from './use-claim-points.ts'

const ImageComparison = lazy(() => import('./ImageComparison.tsx').then((file) => ({ default: file.ImageComparison })))

type Finding = ClaimReview['findings'][number]
type Level = Finding['level']

const TONES: { readonly [L in Level]: Tone } = { strong: 'returned', weak: 'your-turn', fine: 'done' }

export type ReviewFindingsProps = {
  readonly review: ClaimReview
  readonly points: ClaimPoints
  readonly pickable: boolean
}

/** What the system knows: what must be looked at first, what is fine folded away. */
export function ReviewFindings({ review, points, pickable }: ReviewFindingsProps): ReactElement {
  const [compared, setCompared] = useState<Finding>()
  const wanted = review.findings.filter(({ level }) => level !== 'fine')
  const fine = review.findings.filter(({ level }) => level === 'fine')
  const pick = ({ path, materialId, sentence }: Finding) => {
    if (materialId !== null) points.addImage(materialId, null, sentence)
    else if (path !== null) points.addField(path, sentence)
    toast(words('claimReview.picked'))
  }
  const line = (finding: Finding) => {
    const { code, level, label, sentence, other, path, materialId } = finding
    return (
      <li key={`${code} ${sentence} ${path} ${materialId} ${other?.materialId}`} className={`finding ${level}`}>
        <StateTag tone={TONES[level]} label={words(`claimReview.level.${level}`)} />
        <span>
          <b>{label}</b> {sentence}
        </span>
        <span className="finding-tools">
          {materialId !== null && other !== null && other.materialId !== null && (
            <Button
              kind="text"
              aria-label={words('claimReview.compareOf', { number: other.number })}
              onClick={() => setCompared(finding)}
            >
              {words('claimReview.compare')}
            </Button>
          )}
          {pickable && level !== 'fine' && (path !== null || materialId !== null) && (
            <Button
              kind="text"
              aria-label={words('claimReview.pickOf', { what: sentence })}
              onClick={() => pick(finding)}
            >
              {words('claimReview.pick')}
            </Button>
          )}
        </span>
      </li>
    )
  }
  return (
    <section className="card card-body" aria-labelledby="review-findings">
      <h2 id="review-findings">{words('claimReview.findings')}</h2>
      {wanted.length === 0 ? (
        <p className="all-fine">{words('claimReview.allFine')}</p>
      ) : (
        <ul className="findings">{wanted.map(line)}</ul>
      )}
      {fine.length > 0 && (
        <details className="more">
          <summary>{words('claimReview.fineCount', { count: fine.length })}</summary>
          <ul className="findings">{fine.map(line)}</ul>
        </details>
      )}
      {compared !== undefined && compared.materialId !== null && compared.other !== null && (
        <Suspense fallback={null}>
          <ImageComparison
            claimId={review.claim.id}
            materialId={compared.materialId}
            other={compared.other}
            onClose={() => setCompared(undefined)}
          />
        </Suspense>
      )}
    </section>
  )
}
