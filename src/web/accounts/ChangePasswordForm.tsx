import type { ReactElement } from 'react'
import { changePassword, listSessions } from '../../contract/own-account.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { useSchemaForm } from '../shared/use-schema-form.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PasswordField } from '../ui/PasswordField.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import { NewPasswordFields } from './NewPasswordFields.tsx'
import { useNewPassword } from './use-new-password.ts'

/** Changes one's password with the present one. */
export function ChangePasswordForm(): ReactElement {
  const { again, setAgain, check } = useNewPassword()
  const form = useSchemaForm(changePassword.input, {
    values: { present: '', password: '' },
    labels: { present: words('accounts.account.present'), password: words('accounts.password.new') },
    check,
  })
  const command = useCommand(changePassword, {
    refreshes: [listSessions],
    onDone: () => {
      form.form.reset()
      setAgain('')
      toast(words('accounts.account.changed'))
    },
    onFailed: (error) => form.showFailure(error),
  })
  return (
    <section className="card" aria-labelledby="change-password">
      <div className="card-head">
        <h2 id="change-password">{words('accounts.account.password')}</h2>
      </div>
      <form className="card-body stack account-form" noValidate onSubmit={form.submit(command.run)}>
        <ErrorSummary lines={form.lines} attempt={form.attempt} />
        {command.error !== null && (
          <Notice tone="danger" live>
            {sentenceOf(command.error)}
          </Notice>
        )}
        <PasswordField {...form.field('present')} required />
        <NewPasswordFields
          password={form.field('password')}
          again={again}
          onAgain={setAgain}
          judged={form.attempt > 0}
          value={form.form.watch('password')}
        />
        <div className="row">
          <Button type="submit" kind="primary" pending={command.pending}>
            {words('accounts.account.password')}
          </Button>
        </div>
      </form>
    </section>
  )
}
