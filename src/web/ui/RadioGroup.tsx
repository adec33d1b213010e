import { useId, type InputHTMLAttributes, type ReactElement, type ReactNode, type Ref } from 'react'
import { classNames } from './class-names.ts'

export type RadioGroupProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> & {
  readonly ref?: Ref<HTMLInputElement>
  readonly label: string
  readonly options: readonly { readonly value: string; readonly label: ReactNode }[]
  readonly error?: string | undefined
  readonly span?: 'wide' | 'full'
}

/** One of two to four choices, all in sight. `value` makes it controlled, `form.field` ties it to a form. */
export function RadioGroup(props: RadioGroupProps): ReactElement {
  const { label, options, error, span, required, value, name: given, ...input } = props
  const own = useId()
  return (
    <fieldset className={classNames('group', span)} aria-describedby={error === undefined ? undefined : `${own}-error`}>
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
