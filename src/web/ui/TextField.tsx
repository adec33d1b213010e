import type { InputHTMLAttributes, ReactElement, Ref } from 'react'
import { classNames } from './class-names.ts'
import { Field, splitField, type FieldProps } from './Field.tsx'
import { rewriteInput } from './rewrite-input.ts'

export type TextFieldProps = FieldProps &
  Omit<InputHTMLAttributes<HTMLInputElement>, keyof FieldProps> & {
    readonly ref?: Ref<HTMLInputElement>
    /** Tidies what was typed when the field is left, e.g. full-width digits. */
    readonly tidy?: (text: string) => string
  }

/** One line of text. Takes what `form.field` gives, or `value` and `onChange`. */
export function TextField(props: TextFieldProps): ReactElement {
  const [field, { tidy = (text: string) => text.trim(), className, onBlur, ...input }] = splitField(props)
  return (
    <Field {...field}>
      {(control) => (
        <input
          type="text"
          autoComplete="off"
          {...input}
          {...control}
          className={classNames('input', className)}
          onBlur={(event) => {
            if (input.type !== 'password') rewriteInput(event.currentTarget, tidy(event.currentTarget.value))
            onBlur?.(event)
          }}
        />
      )}
    </Field>
  )
}
