import type { ReactElement } from 'react'
import type { RegradedField } from '../../domain/claims/regrade.ts'
import { classNames } from '../ui/class-names.ts'
import { words } from '../words/words.ts'
import type { ClaimDetail } from './claim-detail.ts'
import { factGroups, type ReviewFact } from './review-facts.ts'
import type { ClaimPoints } from './use-claim-points.ts'

export type ReviewFactsProps = {
  readonly claim: ClaimDetail
  /** What the plan asks of a diagnosis or disability. */
  readonly asked: readonly RegradedField[]
  readonly points: ClaimPoints
  /** Whether the reader may gather points of a return. */
  readonly pickable: boolean
}

function Known({ known }: Pick<ReviewFact, 'known'>): ReactElement | null {
  if (known === undefined) return null
  const { text, agrees } = known
  return (
    <span className={classNames(agrees === false && 'differs')}>
      {agrees !== undefined && (
        <span className={agrees ? 'agrees' : 'differs'}>
          {words(agrees ? 'claimReview.agrees' : 'claimReview.differs')}{' '}
        </span>
      )}
      {agrees !== true && text}
    </span>
  )
}

/** What was entered beside what the system knows. A value becomes a point of the return by clicking it. */
export function ReviewFacts({ claim, asked, points, pickable }: ReviewFactsProps): ReactElement {
  return (
    <section className="card card-body" aria-labelledby="review-facts">
      <h2 id="review-facts">{words('claimReview.facts')}</h2>
      {pickable && <p className="quiet small">{words('claimReview.pickHint')}</p>}
      {factGroups(claim, asked).map(({ title, facts }) => (
        <table className="facts-table" key={title}>
          <caption>{title}</caption>
          <colgroup>
            <col className="fact-label" />
            <col />
            <col className="fact-known" />
          </colgroup>
          <thead className="unseen">
            <tr>
              <th scope="col">{title}</th>
              <th scope="col">{words('claimReview.entered')}</th>
              <th scope="col">{words('claimReview.known')}</th>
            </tr>
          </thead>
          <tbody>
            {facts.map(({ path, label, value, known, money }) => (
              <tr key={path} className={classNames(points.has(path) && 'asked')}>
                <th scope="row">{label}</th>
                <td className={classNames(money && 'money')}>
                  {pickable ? (
                    <button
                      type="button"
                      className="fact"
                      aria-pressed={points.has(path)}
                      aria-label={`${label} ${value}`}
                      title={words('claimReview.pickField', { field: label })}
                      onClick={() => points.addField(path)}
                    >
                      {value === '' ? <span className="quiet">{words('claimReview.empty')}</span> : value}
                    </button>
                  ) : (
                    value
                  )}
                </td>
                <td>
                  <Known {...(known && { known })} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </section>
  )
}
