import type { ReactElement } from 'react'
import { TextField, type TextFieldProps } from './TextField.tsx'
import { toDigits, toHalfWidth } from './to-digits.ts'
import { words } from '../words/words.ts'
import { Field, splitField } from './Field.tsx'
import { rewriteInput } from './rewrite-input.ts'

/** A whole number, e.g. heads. With `form.field(name, 'integer')` the form gets a number. */
export function NumberField(props: Omit<TextFieldProps, 'tidy' | 'type'>): ReactElement {
  return <TextField inputMode="numeric" maxLength={10} {...props} tidy={toDigits} className="amount" />
}

/** `￥1,234.5` → `1234.50`; what is no amount stays as typed, for the form to refuse. */
export function tidyAmount(typed: string): string {
  const text = toHalfWidth(typed).replace(/[\s,¥￥\u5143]/g, '')
  const match = /^(\d{1,10})(?:\.(\d{0,2}))?$/.exec(text)
  return match ? `${Number(match[1])}.${(match[2] ?? '').padEnd(2, '0')}` : text
}

/** An amount in yuan as decimal text with two decimals, the form that the contract takes. */
export function MoneyField(props: Omit<TextFieldProps, 'tidy' | 'type'>): ReactElement {
  const [field, { onBlur, onKeyDown, ...input }] = splitField(props)
  return (
    <Field {...field}>
      {(control) => (
        <span className="with-affix money">
          <input
            inputMode="decimal"
            autoComplete="off"
            {...input}
            {...control}
            type="text"
            className="input amount"
            onKeyDown={(event) => {
              if (event.key === 'Enter') rewriteInput(event.currentTarget, tidyAmount(event.currentTarget.value))
              onKeyDown?.(event)
            }}
            onBlur={(event) => {
              rewriteInput(event.currentTarget, tidyAmount(event.currentTarget.value))
              onBlur?.(event)
            }}
          />
          <span className="affix">{words('ui.yuan')}</span>
        </span>
      )}
    </Field>
  )
}
