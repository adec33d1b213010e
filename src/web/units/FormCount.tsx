import type { ReactElement } from 'react'
import { NumberField } from '../ui/NumberField.tsx'
import { toDigits } from '../ui/to-digits.ts'
import { labelled, type RegistrationForm } from './use-registration-form.ts'

/** A head count of the form 单位注册. */
export function FormCount({ form, name }: { form: RegistrationForm; name: 'staffCount' | 'womenCount' }): ReactElement {
  return (
    <NumberField
      {...labelled(form, name)}
      maxLength={7}
      value={form.fields[name] ?? ''}
      onChange={({ currentTarget }) => {
        const digits = toDigits(currentTarget.value)
        form.change({ [name]: digits === '' ? undefined : Number(digits) })
      }}
    />
  )
}
