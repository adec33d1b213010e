import type { ReactElement } from 'react'
import { CLAIM_KIND_NAMES } from '../../contract/words/claim-words.ts'
import { shownYuan } from '../shared/shown.ts'
import { words } from '../words/words.ts'
import { ClaimTag } from './ClaimTag.tsx'
import type { ClaimReview } from './review-desk.ts'

/** The person's other cases within scope, newest first. */
export function ReviewOthers({ others }: Pick<ClaimReview, 'others'>): ReactElement {
  return (
    <section className="card card-body" aria-labelledby="review-others">
      <h2 id="review-others">{words('claimReview.others')}</h2>
      {others.length === 0 ? (
        <p className="quiet">{words('claimReview.noOthers')}</p>
      ) : (
        <ul className="others">
          {others.map(({ id, number, kind, planName, unitName, incidentOn, state, amount }) => (
            <li key={id}>
              <span>
                {number}{' '}
                <span className="quiet">{[CLAIM_KIND_NAMES[kind], incidentOn, planName, unitName].join(' · ')}</span>
              </span>
              <ClaimTag state={state} />
              <span className="amount">{amount === null ? '' : shownYuan(amount)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
