import type { ReactElement } from 'react'
import { renewPassword } from '../../contract/accounts.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { useSchemaForm } from '../shared/use-schema-form.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Notice } from '../ui/Notice.tsx'
import { words } from '../words/words.ts'
import { NewPasswordFields } from './NewPasswordFields.tsx'
import { useNewPassword } from './use-new-password.ts'

type Props = { readonly stepToken: string; readonly onDone: () => void; readonly onBack: () => void }

/** Last step of a sign-in whose password is due: another one, and the page opens. */
export function RenewPasswordForm({ stepToken, onDone, onBack }: Props): ReactElement {
  const { again, setAgain, check } = useNewPassword()
  const form = useSchemaForm(renewPassword.input, {
    values: { stepToken, password: '' },
    labels: { password: words('accounts.password.new') },
    check,
  })
  const command = useCommand(renewPassword, { onDone, onFailed: (error) => form.showFailure(error) })
  return (
    <form className="stack" noValidate onSubmit={form.submit(command.run)}>
      <h2>{words('accounts.password.due')}</h2>
      <p className="quiet">{words('accounts.password.dueText')}</p>
      <ErrorSummary lines={form.lines} attempt={form.attempt} />
      {command.error !== null && (
        <Notice tone="danger" live>
          {sentenceOf(command.error)}
        </Notice>
      )}
      <NewPasswordFields
        password={{ ...form.field('password'), autoFocus: true }}
        again={again}
        onAgain={setAgain}
        judged={form.attempt > 0}
        value={form.form.watch('password')}
      />
      <Button type="submit" kind="primary" pending={command.pending}>
        {words('accounts.password.set')}
      </Button>
      <Button kind="text" onClick={onBack}>
        {words('accounts.signIn.other')}
      </Button>
    </form>
  )
}
