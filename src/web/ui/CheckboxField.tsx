import { useId, type InputHTMLAttributes, type ReactElement, type ReactNode, type Ref } from 'react'

export type CheckboxFieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> & {
  readonly ref?: Ref<HTMLInputElement>
  readonly label: ReactNode
  readonly error?: string | undefined
}

/** A box to tick, with its sentence beside it. */
export function CheckboxField({ label, error, ...input }: CheckboxFieldProps): ReactElement {
  const errorId = useId()
  return (
    <div className="field">
      <label className="check">
        <input
          {...input}
          type="checkbox"
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={error === undefined ? undefined : errorId}
        />
        <span>{label}</span>
      </label>
      {error !== undefined && (
        <span className="field-error" id={errorId}>
          {error}
        </span>
      )}
    </div>
  )
}
