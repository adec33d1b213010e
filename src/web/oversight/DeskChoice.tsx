import { useId, type ReactElement } from 'react'
import { DESKS, UNIT_DESKS, type Desk } from '../../domain/organisations/desks.ts'
import { CheckboxField } from '../ui/CheckboxField.tsx'
import { words } from '../words/words.ts'

export type DeskChoiceProps = {
  readonly chosen: readonly Desk[]
  readonly onChange: (desks: readonly Desk[]) => void
  readonly error?: string | undefined
}

/** Desks of an officer, a box each. */
export function DeskChoice({ chosen, onChange, error }: DeskChoiceProps): ReactElement {
  const errorId = useId()
  return (
    <fieldset className="field group" id="desks" aria-describedby={error === undefined ? undefined : errorId}>
      <legend className="field-label">{words('organisations.memberDesks')}</legend>
      <div className="form-grid">
        {DESKS.filter((desk) => !UNIT_DESKS.includes(desk)).map((desk) => (
          <CheckboxField
            key={desk}
            label={words(`desk.${desk}`)}
            checked={chosen.includes(desk)}
            onChange={({ target }) =>
              onChange(target.checked ? [...chosen, desk] : chosen.filter((one) => one !== desk))
            }
          />
        ))}
      </div>
      {error !== undefined && (
        <span className="field-error" id={errorId}>
          {error}
        </span>
      )}
    </fieldset>
  )
}
