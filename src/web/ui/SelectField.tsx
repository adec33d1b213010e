import type { ReactElement, Ref, SelectHTMLAttributes } from 'react'
import { words } from '../words/words.ts'
import { classNames } from './class-names.ts'
import { Field, splitField, type FieldProps } from './Field.tsx'

export type Option<Value extends string = string> = { readonly value: Value; readonly label: string }

export type SelectFieldProps = FieldProps &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, keyof FieldProps> & {
    readonly ref?: Ref<HTMLSelectElement>
    readonly options: readonly Option[]
    /** Text of the empty choice: 请选择 by default, `all` for filters, none with `false`. */
    readonly empty?: string | false
  }

/** One of a few choices, by the native list. */
export function SelectField(props: SelectFieldProps): ReactElement {
  const [field, { options, empty = words('ui.choose'), className, ...select }] = splitField(props)
  return (
    <Field {...field}>
      {(control) => (
        <select {...select} {...control} className={classNames('input', className)}>
          {empty !== false && <option value="">{empty}</option>}
          {options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
