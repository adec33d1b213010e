import type { ReactElement } from 'react'
import { REGISTRATION_WORDS } from '../../contract/words/registration-words.ts'
import type { RegistrationSubject } from '../../domain/units/registration-fields.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/TextField.tsx'
import { words } from '../words/words.ts'
import type { ReviewReasons } from './use-review-reasons.ts'

export type ReasonFieldProps = {
  readonly reasons: ReviewReasons
  readonly field: RegistrationSubject
  readonly autoFocus?: boolean
}

/** What is wrong with one field, in a sentence for the applicant; common ones are offered. */
export function ReasonField({ reasons, field, autoFocus = false }: ReasonFieldProps): ReactElement {
  const name = REGISTRATION_WORDS[field]
  const usual = `usual-${field}`
  const offered = [
    words('units.review.usual.differs'),
    words('units.review.usual.unclear'),
    words('units.review.usual.incomplete'),
    words('units.review.usual.unstamped'),
  ]
  return (
    <div className="reason-field">
      <TextField
        label={words('units.review.reasonOf', { name })}
        value={reasons.textOf(field) ?? ''}
        maxLength={500}
        list={usual}
        autoFocus={autoFocus}
        onChange={({ currentTarget }) => reasons.set(field, currentTarget.value)}
      />
      <datalist id={usual}>
        {offered.map((text) => (
          <option key={text}>{text}</option>
        ))}
      </datalist>
      <Button kind="text" aria-label={words('units.review.removeOf', { name })} onClick={() => reasons.remove(field)}>
        {words('units.review.remove')}
      </Button>
    </div>
  )
}
