import { useState, type ReactElement } from 'react'
import { signIn } from '../../contract/accounts.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { useSchemaForm } from '../shared/use-schema-form.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PasswordField } from '../ui/PasswordField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { words } from '../words/words.ts'
import { DeviceCodeForm } from './DeviceCodeForm.tsx'
import { RenewPasswordForm } from './RenewPasswordForm.tsx'

type Answer = OutputOf<typeof signIn>

export type SignInFormProps = {
  readonly onDone: () => void
  /** Fills in a demo account; a new object fills in again. */
  readonly filled?: { readonly login: string; readonly password: string } | undefined
  /** Signing in again over a page: the account stays the same. */
  readonly login?: string
}

/** Name and password, then what the server asks for next: a code for an unknown device, or an officer's TOTP. */
export function SignInForm({ onDone, filled, login }: SignInFormProps): ReactElement {
  const [answer, setAnswer] = useState<Answer>()
  const form = useSchemaForm(signIn.input, {
    values: { login: filled?.login ?? login ?? '', password: filled?.password ?? '' },
    labels: { login: words('accounts.signIn.login'), password: words('accounts.signIn.password') },
  })
  const command = useCommand(signIn, {
    onDone: (given) => (given.step === 'done' ? onDone() : setAnswer(given)),
    onFailed: (error) => form.showFailure(error),
  })
  if (answer?.step === 'device-code' && answer.stepToken !== undefined) {
    return (
      <DeviceCodeForm
        stepToken={answer.stepToken}
        phone={answer.phoneMasked}
        onAnswer={(given) => (given.step === 'done' ? onDone() : setAnswer(given))}
        onBack={() => setAnswer(undefined)}
      />
    )
  }
  if (answer?.step === 'password-due' && answer.stepToken !== undefined) {
    return <RenewPasswordForm stepToken={answer.stepToken} onDone={onDone} onBack={() => setAnswer(undefined)} />
  }
  if (answer?.step === 'totp') {
    return (
      <div className="stack">
        <h2>{words('accounts.totp.title')}</h2>
        <Notice tone="warning">{words('accounts.totp.unavailable')}</Notice>
        <Button onClick={() => setAnswer(undefined)}>{words('accounts.signIn.other')}</Button>
      </div>
    )
  }
  return (
    <form className="stack" noValidate onSubmit={form.submit(command.run)}>
      {command.error !== null && !command.pending && (
        <Notice tone="danger" live>
          {sentenceOf(command.error)}
        </Notice>
      )}
      <TextField
        {...form.field('login')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        readOnly={login !== undefined}
        autoFocus={login === undefined}
        hint={login === undefined ? words('accounts.signIn.loginHint') : undefined}
      />
      <PasswordField {...form.field('password')} data-autofocus={login !== undefined || undefined} />
      <Button type="submit" kind="primary" pending={command.pending}>
        {words('accounts.signIn.submit')}
      </Button>
    </form>
  )
}
