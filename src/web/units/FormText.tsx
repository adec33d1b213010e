import type { ReactElement } from 'react'
import type { RegistrationField } from '../../domain/units/registration-fields.ts'
import { TextField, type TextFieldProps } from '../ui/TextField.tsx'
import { tidyField } from './tidy-fields.ts'
import { labelled, type RegistrationForm } from './use-registration-form.ts'

type TextName = Exclude<RegistrationField, 'kind' | 'agencyId' | 'staffCount' | 'womenCount'>

export type FormTextProps = Pick<
  TextFieldProps,
  'hint' | 'span' | 'maxLength' | 'inputMode' | 'autoComplete' | 'type'
> & {
  readonly form: RegistrationForm
  readonly name: TextName
  readonly onLeft?: () => void
}

/** A text of the form 单位注册. */
export function FormText({ form, name, onLeft, ...field }: FormTextProps): ReactElement {
  const { onBlur, ...label } = labelled(form, name)
  return (
    <TextField
      {...field}
      {...label}
      spellCheck={false}
      value={form.fields[name] ?? ''}
      tidy={tidyField(name)}
      onChange={({ currentTarget }) => form.change({ [name]: currentTarget.value.replace(/\p{Cc}/gu, '') })}
      onBlur={() => {
        onBlur()
        onLeft?.()
      }}
    />
  )
}
