import type { ReactElement } from 'react'
import type { TextFieldProps } from '../ui/TextField.tsx'
import { PasswordField } from '../ui/PasswordField.tsx'
import { words } from '../words/words.ts'

export type NewPasswordFieldsProps = {
  readonly password: TextFieldProps
  readonly again: string
  readonly onAgain: (text: string) => void
  /** Whether the form has been sent once: only then is a difference said. */
  readonly judged: boolean
  readonly value: string
}

/** A new password, typed twice. Both may be pasted. */
export function NewPasswordFields({ password, again, onAgain, judged, value }: NewPasswordFieldsProps): ReactElement {
  return (
    <>
      <PasswordField {...password} autoComplete="new-password" hint={words('accounts.password.hint')} required />
      <PasswordField
        id="password-again"
        label={words('accounts.password.again')}
        autoComplete="new-password"
        value={again}
        onChange={(event) => onAgain(event.target.value)}
        error={judged && again !== value ? words('accounts.password.differ') : undefined}
        required
      />
    </>
  )
}
