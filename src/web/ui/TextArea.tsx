import type { ReactElement, Ref, TextareaHTMLAttributes } from 'react'
import { classNames } from './class-names.ts'
import { Field, splitField, type FieldProps } from './Field.tsx'

export type TextAreaProps = FieldProps &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, keyof FieldProps> & { readonly ref?: Ref<HTMLTextAreaElement> }

/** Several lines of text. */
export function TextArea(props: TextAreaProps): ReactElement {
  const [field, { className, ...input }] = splitField(props)
  return (
    <Field {...field}>
      {(control) => <textarea rows={3} {...input} {...control} className={classNames('input', className)} />}
    </Field>
  )
}
