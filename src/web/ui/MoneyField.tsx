import type { ReactElement } from 'react'
import { words } from '../words/words.ts'
import { Field, splitField } from './Field.tsx'
import { rewriteInput } from './rewrite-input.ts'
import type { TextFieldProps } from './TextField.tsx'
import { tidyAmount } from './tidy-amount.ts'

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
