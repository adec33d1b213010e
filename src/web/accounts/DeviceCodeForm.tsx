import { useEffect, useRef, type ReactElement } from 'react'
import { confirmDevice, sendDeviceCode } from '../../contract/accounts.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { useSchemaForm } from '../shared/use-schema-form.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { words } from '../words/words.ts'
import { CodeField } from './CodeField.tsx'
import { secondsToWait, useCountdown } from './use-countdown.ts'

export type DeviceCodeFormProps = {
  readonly stepToken: string
  readonly phone: string | undefined
  readonly onAnswer: (answer: OutputOf<typeof confirmDevice>) => void
  readonly onBack: () => void
}

/** Second step on a device that the account has not used for 30 days. */
export function DeviceCodeForm({ stepToken, phone, onAnswer, onBack }: DeviceCodeFormProps): ReactElement {
  const [wait, startWaiting] = useCountdown()
  const form = useSchemaForm(confirmDevice.input, {
    values: { stepToken, code: '' },
    labels: { code: words('accounts.code.label') },
    messages: { code: words('accounts.code.wrong') },
  })
  const send = useCommand(sendDeviceCode, {
    onDone: ({ resendAfterSeconds }) => startWaiting(resendAfterSeconds),
    onFailed: (error) => startWaiting(secondsToWait(error)),
  })
  const confirm = useCommand(confirmDevice, { onDone: onAnswer, onFailed: (error) => form.showFailure(error) })
  const sent = useRef(false)
  const { run } = send
  useEffect(() => {
    if (sent.current) return
    sent.current = true
    run({ stepToken })
  }, [run, stepToken])
  const failure = confirm.error ?? send.error
  return (
    <form className="stack" noValidate onSubmit={form.submit(confirm.run)}>
      <h2>{words('accounts.code.title')}</h2>
      <p className="quiet">
        {phone === undefined ? words('accounts.code.textNoPhone') : words('accounts.code.text', { phone })}
      </p>
      {failure !== null && (
        <Notice tone="danger" live>
          {sentenceOf(failure)}
        </Notice>
      )}
      <CodeField
        {...form.field('code')}
        autoFocus
        wait={wait}
        sending={send.pending}
        onSend={() => send.run({ stepToken })}
      />
      <Button type="submit" kind="primary" pending={confirm.pending}>
        {words('accounts.code.confirm')}
      </Button>
      <Button kind="text" onClick={onBack}>
        {words('accounts.signIn.other')}
      </Button>
    </form>
  )
}
