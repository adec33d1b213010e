import type { ReactElement } from 'react'
import { Button } from '../ui/Button.tsx'
import { SelectField, type Option } from '../ui/SelectField.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { words } from '../words/words.ts'
import type { DraftReason } from './use-return-draft.ts'

export type ReasonFieldsProps = {
  readonly reason: DraftReason
  readonly position: number
  readonly places: readonly Option[]
  readonly error: string | undefined
  readonly onChange: (change: Partial<Pick<DraftReason, 'place' | 'text'>>) => void
  readonly onRemove: () => void
}

/** One reason of a return: what it is about, and what is to be done. */
export function ReasonFields(props: ReasonFieldsProps): ReactElement {
  const { reason, position, places, error, onChange, onRemove } = props
  const { key, place, person, text } = reason
  return (
    <fieldset className="group reason">
      <legend className="unseen">{words('review.reasonNumber', { position })}</legend>
      {person === undefined ? (
        <SelectField
          label={words('review.place')}
          empty={false}
          options={places}
          value={place}
          onChange={(event) => onChange({ place: event.target.value })}
        />
      ) : (
        <p>
          <span className="field-label">{words('review.place')}</span>
          <b>{words('review.person', { name: person.name })}</b>
        </p>
      )}
      <TextArea
        id={`reason-${key}`}
        label={words('review.what')}
        required
        rows={2}
        maxLength={500}
        error={error}
        value={text}
        onChange={(event) => onChange({ text: event.target.value })}
      />
      <Button kind="text" danger aria-label={words('review.removeReason', { position })} onClick={onRemove}>
        {words('enrolment.delete')}
      </Button>
    </fieldset>
  )
}
