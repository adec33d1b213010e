import type { ReactElement } from 'react'
import { TextField, type TextFieldProps } from './TextField.tsx'
import { toDigits } from './to-digits.ts'

/** A phone number; spaces and full-width digits are tidied when it is left. */
export function PhoneField(props: TextFieldProps): ReactElement {
  return <TextField type="tel" inputMode="numeric" maxLength={20} tidy={toDigits} {...props} />
}
