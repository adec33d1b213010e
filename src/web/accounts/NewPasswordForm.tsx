import type { ReactElement } from 'react'
import { resetPassword } from '../../contract/accounts.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { useSchemaForm } from '../shared/use-schema-form.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Notice } from '../ui/Notice.tsx'
import { words } from '../words/words.ts'
import { NewPasswordFields } from './NewPasswordFields.tsx'
import type { PhoneAccount } from './PhoneCodeForm.tsx'
import { useNewPassword } from './use-new-password.ts'

export type NewPasswordFormProps = {
  readonly accounts: readonly PhoneAccount[]
  readonly stepToken: string
  readonly onDone: (userName: string) => void
}

/** Chooses one of the phone's accounts and sets its new password. */
export function NewPasswordForm({ accounts, stepToken, onDone }: NewPasswordFormProps): ReactElement {
  const { again, setAgain, check } = useNewPassword()
  const form = useSchemaForm(resetPassword.input, {
    values: { stepToken, accountId: accounts.length === 1 ? (accounts[0]?.id ?? '') : '', password: '' },
    labels: { accountId: words('accounts.forgotten.step2'), password: words('accounts.password.new') },
    messages: { accountId: words('form.chooseOne') },
    check,
  })
  const command = useCommand(resetPassword, {
    onDone: ({ userName }) => onDone(userName),
    onFailed: (error) => form.showFailure(error),
  })
  const { error, id, label: _label, ...choice } = form.field('accountId')
  return (
    <form className="stack" noValidate onSubmit={form.submit(command.run)}>
      <ErrorSummary lines={form.lines} attempt={form.attempt} />
      {command.error !== null && (
        <Notice tone="danger" live>
          {sentenceOf(command.error)}
        </Notice>
      )}
      <fieldset className="group">
        <legend className="field-label">{words('accounts.forgotten.choose')}</legend>
        <div className="account-choice">
          {accounts.map((account, index) => (
            <label className="check" key={account.id}>
              <input type="radio" value={account.id} id={index === 0 ? id : undefined} {...choice} />
              <span>
                <b>{account.userName}</b>
                <small>{account.organisationName}</small>
              </span>
            </label>
          ))}
        </div>
        {error !== undefined && <span className="field-error">{error}</span>}
      </fieldset>
      <NewPasswordFields
        password={form.field('password')}
        again={again}
        onAgain={setAgain}
        judged={form.attempt > 0}
        value={form.form.watch('password')}
      />
      <div className="row">
        <Button type="submit" kind="primary" pending={command.pending}>
          {words('accounts.password.set')}
        </Button>
      </div>
    </form>
  )
}
