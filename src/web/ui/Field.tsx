import { useId, type ReactElement, type ReactNode } from 'react'
import { classNames } from './class-names.ts'

export type FieldProps = {
  readonly label: string
  /** What the error is, in one sentence; shown under the field and announced with it. */
  readonly error?: string | undefined
  readonly hint?: ReactNode
  readonly required?: boolean | undefined
  /** In a `.form-grid`: two columns, or the whole line. */
  readonly span?: 'wide' | 'full'
  /** For filters and grids: the label is there for screen readers only. */
  readonly labelUnseen?: boolean
  readonly id?: string | undefined
}

export type ControlProps = {
  readonly id: string
  readonly 'aria-invalid': true | undefined
  readonly 'aria-describedby': string | undefined
  readonly 'aria-required': true | undefined
}

/** Label, control, hint and error of one field, tied together; every field of the kit stands in it. */
export function Field(props: FieldProps & { children: (control: ControlProps) => ReactNode }): ReactElement {
  const { label, error, hint, required, span, labelUnseen, children } = props
  const own = useId()
  const id = props.id ?? own
  const described = classNames(hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`)
  return (
    <div className={classNames('field', span)}>
      <span className={labelUnseen ? 'unseen' : 'field-label'}>
        {required && (
          <span className="required" aria-hidden="true">
            *
          </span>
        )}
        <label htmlFor={id}>{label}</label>
      </span>
      {children({
        id,
        'aria-invalid': error === undefined ? undefined : true,
        'aria-describedby': described === '' ? undefined : described,
        'aria-required': required ? true : undefined,
      })}
      {error !== undefined && (
        <span className="field-error" id={`${id}-error`}>
          {error}
        </span>
      )}
      {hint !== undefined && (
        <span className="field-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  )
}

/** Takes the field's own properties out of those meant for the control. */
export function splitField<P extends FieldProps>(props: P): [FieldProps, Omit<P, keyof FieldProps>] {
  const { label, error, hint, required, span, labelUnseen, id, ...rest } = props
  const field = {
    label,
    error,
    required,
    id,
    ...(hint !== undefined && { hint }),
    ...(span && { span }),
    ...(labelUnseen && { labelUnseen }),
  }
  return [field, rest]
}
