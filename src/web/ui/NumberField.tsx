import type { ReactElement } from 'react'
import { TextField, type TextFieldProps } from './TextField.tsx'
import { toDigits } from './to-digits.ts'

/** A whole number, e.g. heads. With `form.field(name, 'integer')` the form gets a number. */
export function NumberField(props: Omit<TextFieldProps, 'tidy' | 'type'>): ReactElement {
  return <TextField inputMode="numeric" maxLength={10} {...props} tidy={toDigits} className="amount" />
}
