import type { ReactElement } from 'react'
import { REGISTRATION_WORDS } from '../../contract/words/registration-words.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import { Notice } from '../ui/Notice.tsx'
import { words, type PlainKey } from '../words/words.ts'
import type { OpenedRegistration } from './use-opened-registration.ts'

const actions: Readonly<Record<string, PlainKey>> = {
  'registration.submitted': 'units.history.submitted',
  'registration.returned': 'units.history.returned',
  'registration.approved': 'units.history.approved',
  'registration.opened': 'units.history.opened',
}

const likenesses = {
  name: 'units.review.alike.name',
  'union-code': 'units.review.alike.union-code',
  phone: 'units.review.alike.phone',
} as const

/** What a reviewer should know beforehand: doubtful credit codes, and others that look like the same applicant. */
export function ReviewWarnings({ opened }: { opened: OpenedRegistration }): ReactElement {
  const { alike, creditCodeVerdict, unionCreditCodeVerdict } = opened
  return (
    <>
      {creditCodeVerdict === 'wrong-check-digit' && (
        <Notice tone="warning">{words('units.review.wrongCheckDigit')}</Notice>
      )}
      {unionCreditCodeVerdict === 'wrong-check-digit' && (
        <Notice tone="warning">{words('units.review.wrongUnionCheckDigit')}</Notice>
      )}
      {alike.length > 0 && (
        <Notice tone="warning">
          {words('units.review.alike')}
          <ul className="next-steps">
            {alike.map(({ what, number, unitName }) => (
              <li key={`${what} ${number}`}>{words(likenesses[what], { unitName, number })}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  )
}

/** What happened so far, and at each return what was asked for. */
export function ReviewHistory({ opened }: { opened: OpenedRegistration }): ReactElement {
  const asked = new Map(opened.returns.map(({ at, reasons }) => [at, reasons]))
  const told = opened.history.flatMap(({ at, action }) => {
    const key = Object.hasOwn(actions, action) ? actions[action] : undefined
    if (key === undefined) return []
    return [{ at, text: words(key), reasons: (action === 'registration.returned' && asked.get(at)) || [] }]
  })
  return (
    <section className="card card-body" aria-labelledby="review-history">
      <h2 id="review-history">{words('units.review.history')}</h2>
      <ol className="history">
        {told.map(({ at, text, reasons }) => (
          <li key={`${at} ${text}`}>
            <span className="quiet">{timeInWords(at)}</span> {text}
            {reasons.length > 0 && (
              <ul className="next-steps">
                {reasons.map(({ field, text: reason }) => (
                  <li key={`${field} ${reason}`}>
                    {words('form.line', { label: REGISTRATION_WORDS[field], message: reason })}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
