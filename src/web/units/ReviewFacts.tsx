import type { ReactElement } from 'react'
import { REGISTRATION_WORDS } from '../../contract/words/registration-words.ts'
import type { RegistrationSubject } from '../../domain/units/registration-fields.ts'
import { Button } from '../ui/Button.tsx'
import { words } from '../words/words.ts'
import { ReasonField } from './ReasonField.tsx'
import { SECTIONS } from './registration-sections.ts'
import { shownValue } from './shown-value.ts'
import type { OpenedRegistration } from './use-opened-registration.ts'
import type { ReviewReasons } from './use-review-reasons.ts'

export type ReviewFactsProps = {
  readonly opened: OpenedRegistration
  /** Undefined where nothing can be decided: then nothing can be pointed at. */
  readonly reasons: ReviewReasons | undefined
}

/** What the applicant entered, part by part; each line can be pointed at. */
export function ReviewFacts({ opened, reasons }: ReviewFactsProps): ReactElement {
  const point = (subject: RegistrationSubject) =>
    reasons !== undefined && reasons.textOf(subject) === undefined ? (
      <Button
        kind="text"
        aria-label={words('units.review.pointOf', { name: REGISTRATION_WORDS[subject] })}
        onClick={() => reasons.set(subject, '')}
      >
        {words('units.review.point')}
      </Button>
    ) : null
  return (
    <>
      {SECTIONS.map(({ key, title, subjects }) => (
        <section className="card card-body" key={key} aria-labelledby={`review-${key}`}>
          <h2 id={`review-${key}`}>{words(title)}</h2>
          <dl className="review-facts">
            {subjects.map((subject) => (
              <div key={subject}>
                <dt>{REGISTRATION_WORDS[subject]}</dt>
                <dd>
                  <span>{shownValue(opened, subject)}</span>
                  {point(subject)}
                  {reasons?.textOf(subject) !== undefined && (
                    <ReasonField reasons={reasons} field={subject} autoFocus={reasons.textOf(subject) === ''} />
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </>
  )
}
