import { useId, type InputHTMLAttributes, type ReactElement, type ReactNode, type Ref } from 'react'
import { classNames } from './class-names.ts'

export type RadioGroupProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> & {
  readonly ref?: Ref<HTMLInputElement>
  readonly label: string
  /** What screen readers say for `label`, where several groups of the same label stand on one page. */
  readonly labelWhole?: string
  readonly options: readonly { readonly value: string; readonly label: ReactNode }[]
  readonly error?: string | undefined
  readonly span?: 'wide' | 'full'
}

/** One of a few choices, all in sight. `value` makes it controlled, `form.field` ties it to a form. */
export function RadioGroup(props: RadioGroupProps): ReactElement {
  const { label, labelWhole, id, options, error, span, required, value, name: given, ...input } = props
  const own = useId()
  return (
    <fieldset
      id={id}
      tabIndex={id === undefined ? undefined : -1}
      className={classNames('group', span)}
      aria-label={labelWhole}
      aria-describedby={error === undefined ? undefined : `${own}-error`}
    >
      <legend className="field-label">
        {required && (
          <span className="required" aria-hidden="true">
            *
          </span>
        )}
        {label}
      </legend>
      <div className="choices">
        {options.map((option) => (
          <label className="check" key={option.value}>
            <input
              {...input}
              type="radio"
              name={given ?? own}
              value={option.value}
              {...(value !== undefined && { checked: value === option.value })}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      {error !== undefined && (
        <span className="field-error" id={`${own}-error`}>
          {error}
        </span>
      )}
    </fieldset>
  )
}
