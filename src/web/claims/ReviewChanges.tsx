import '../words/zh/claim-review.ts'
import type { ReactElement } from 'react'
import { timeInWords } from '../shared/time-in-words.ts'
import { words } from '../words/words.ts'
import { changeInWords } from './changed-field.ts'
import type { ClaimReview } from './review-desk.ts'
import { placeOfPoint } from './place-of-point.ts'

export type ReviewChangesProps = {
  readonly changes: NonNullable<ClaimReview['changes']>
  readonly imageNames: ReadonlyMap<string, string>
  readonly kindNames: ReadonlyMap<string, string>
}

/** What was asked when the case went back to the unit, and what the unit changed since. */
export function ReviewChanges({ changes, imageNames, kindNames }: ReviewChangesProps): ReactElement {
  const { since, asked, fields, materials } = changes
  return (
    <section className="card card-body" aria-labelledby="review-changes">
      <h2 id="review-changes">{words('claimReview.changes')}</h2>
      <p className="quiet">{words('claimReview.since', { at: timeInWords(since) })}</p>
      <ul className="plain-list">
        {asked.map((point, at) => (
          <li key={`${at} ${point.text}`}>
            <b>{placeOfPoint(point, imageNames, kindNames)}</b> {point.text}
          </li>
        ))}
      </ul>
      {fields.length + materials.length === 0 ? (
        <p className="late">{words('claimReview.nothingChanged')}</p>
      ) : (
        <ul className="plain-list changed">
          {fields.map((change) => (
            <li key={change.path}>{changeInWords(change)}</li>
          ))}
          {materials.map(({ kind, added, removed }) => (
            <li key={kind}>
              {words('claimReview.materialChanged', { kind: kindNames.get(kind) ?? kind, added, removed })}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
