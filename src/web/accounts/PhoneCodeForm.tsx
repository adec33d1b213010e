import { Link } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { confirmPhone, sendPhoneCode } from '../../contract/accounts.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { useSchemaForm } from '../shared/use-schema-form.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PhoneField } from '../ui/PhoneField.tsx'
import { words } from '../words/words.ts'
import { CodeField } from './CodeField.tsx'
import { secondsToWait, useCountdown } from './use-countdown.ts'

export type PhoneAccount = OutputOf<typeof confirmPhone>['accounts'][number]
export type PhoneCodeFormProps = {
  readonly action: string
  readonly onAccounts: (accounts: readonly PhoneAccount[], stepToken: string) => void
}

/** Phone, code, and then the accounts that this phone has. The same page answers for every phone. */
export function PhoneCodeForm({ action, onAccounts }: PhoneCodeFormProps): ReactElement {
  const [stepToken, setStepToken] = useState<string>()
  const [wait, startWaiting] = useCountdown()
  const phone = useSchemaForm(sendPhoneCode.input, {
    values: { phone: '' },
    labels: { phone: words('accounts.forgotten.phone') },
    messages: { phone: words('accounts.forgotten.phoneWrong') },
  })
  const code = useSchemaForm(confirmPhone.input, {
    values: { stepToken: '', code: '' },
    labels: { code: words('accounts.code.label') },
    messages: { code: words('accounts.code.wrong'), stepToken: words('accounts.code.send') },
  })
  const send = useCommand(sendPhoneCode, {
    onDone: (answer) => {
      setStepToken(answer.stepToken)
      code.form.setValue('stepToken', answer.stepToken)
      startWaiting(answer.resendAfterSeconds)
      code.form.setFocus('code')
    },
    onFailed: (error) => {
      phone.showFailure(error)
      startWaiting(secondsToWait(error))
    },
  })
  const confirm = useCommand(confirmPhone, {
    onDone: ({ accounts }, input) => onAccounts(accounts, input.stepToken),
    onFailed: (error) => code.showFailure(error),
  })
  const failure = confirm.error ?? send.error
  const sendCode = phone.submit(send.run)
  return (
    <form className="stack" noValidate onSubmit={stepToken === undefined ? sendCode : code.submit(confirm.run)}>
      <ErrorSummary lines={[...phone.lines, ...code.lines]} attempt={phone.attempt + code.attempt} />
      {failure !== null && (
        <Notice tone="danger" live>
          {sentenceOf(failure)}
        </Notice>
      )}
      <PhoneField {...phone.field('phone')} autoComplete="tel-national" required autoFocus />
      <CodeField {...code.field('code')} required wait={wait} sending={send.pending} onSend={() => sendCode()} />
      {stepToken !== undefined && <Notice>{words('accounts.forgotten.sent')}</Notice>}
      <div className="row">
        <Button
          type="submit"
          kind="primary"
          pending={confirm.pending}
          reason={stepToken === undefined ? words('accounts.code.send') : undefined}
        >
          {action}
        </Button>
        <Link to="/sign-in">{words('ui.back')}</Link>
      </div>
    </form>
  )
}
