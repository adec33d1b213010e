import '../words/zh/accounts.ts'
import type { ReactElement } from 'react'
import { confirmPassword } from '../../contract/own-account.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { passwordAgain } from '../shared/asking.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { useSchemaForm } from '../shared/use-schema-form.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PasswordField } from '../ui/PasswordField.tsx'
import { words } from '../words/words.ts'

/** Asks for the password once more; the step that needs it waits and then goes on by itself. */
export function PasswordAgain(): ReactElement {
  const form = useSchemaForm(confirmPassword.input, {
    values: { password: '' },
    labels: { password: words('accounts.signIn.password') },
  })
  const command = useCommand(confirmPassword, { onDone: () => passwordAgain.answer(true) })
  return (
    <Dialog title={words('accounts.again.title')} onClose={() => passwordAgain.answer(false)}>
      <form className="stack" noValidate onSubmit={form.submit(command.run)}>
        <p className="quiet">{words('accounts.again.text')}</p>
        {command.error !== null && (
          <Notice tone="danger" live>
            {sentenceOf(command.error)}
          </Notice>
        )}
        <PasswordField {...form.field('password')} required data-autofocus />
        <div className="row-end">
          <Button onClick={() => passwordAgain.answer(false)}>{words('ui.cancel')}</Button>
          <Button type="submit" kind="primary" pending={command.pending}>
            {words('accounts.again.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
