import type { ReactElement } from 'react'
import { Button } from '../ui/Button.tsx'
import { TextField, type TextFieldProps } from '../ui/TextField.tsx'
import { toDigits } from '../ui/to-digits.ts'
import { words } from '../words/words.ts'
import './accounts.css'

export type CodeFieldProps = TextFieldProps & {
  /** Seconds until the code may be sent again; 0 when it may be sent now. */
  readonly wait: number
  readonly sending: boolean
  /** Why no code can be sent yet. */
  readonly blocked?: string | undefined
  readonly onSend: () => void
}

/** An SMS code and the button that sends it. */
export function CodeField({ wait, sending, blocked, onSend, ...field }: CodeFieldProps): ReactElement {
  return (
    <div className="code-field">
      <TextField
        {...field}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        hint={words('accounts.code.hint')}
        tidy={toDigits}
      />
      <Button
        pending={sending}
        reason={wait > 0 ? words('accounts.code.sendAgain', { seconds: wait }) : blocked}
        onClick={onSend}
      >
        {wait > 0 ? words('accounts.code.sendAgain', { seconds: wait }) : words('accounts.code.send')}
      </Button>
    </div>
  )
}
