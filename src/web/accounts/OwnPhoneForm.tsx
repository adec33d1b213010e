import type { ReactElement } from 'react'
import { currentSession } from '../../contract/account-session.ts'
import { changePhone, sendOwnPhoneCode } from '../../contract/own-account.ts'
import { parsePhone } from '../../domain/shared/phone.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { useSchemaForm } from '../shared/use-schema-form.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PhoneField } from '../ui/PhoneField.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import { CodeField } from './CodeField.tsx'
import { useSession } from './session.ts'
import { secondsToWait, useCountdown } from './use-countdown.ts'

/** An officer’s phone: another one with the code that was sent to it; the phone before is told. */
export function OwnPhoneForm(): ReactElement {
  const { phoneMasked } = useSession()
  const [wait, startWaiting] = useCountdown()
  const form = useSchemaForm(changePhone.input, {
    values: { phone: '', code: '' },
    labels: { phone: words('accounts.phone.new'), code: words('accounts.code.label') },
    messages: { phone: words('accounts.forgotten.phoneWrong'), code: words('accounts.code.wrong') },
  })
  const send = useCommand(sendOwnPhoneCode, {
    onDone: ({ resendAfterSeconds }) => {
      startWaiting(resendAfterSeconds)
      toast(words('accounts.code.sent'))
      form.form.setFocus('code')
    },
    onFailed: (error) => startWaiting(secondsToWait(error)),
  })
  const change = useCommand(changePhone, {
    refreshes: [currentSession],
    onDone: () => {
      form.form.reset()
      send.reset()
      toast(words('accounts.phone.changed'))
    },
    onFailed: (error) => form.showFailure(error),
  })
  const parsed = parsePhone(form.form.watch('phone'))
  const failure = change.error ?? send.error
  return (
    <section className="card" aria-labelledby="own-phone">
      <div className="card-head">
        <h2 id="own-phone">{words('accounts.phone.title')}</h2>
      </div>
      <form className="card-body stack account-form" noValidate onSubmit={form.submit(change.run)}>
        {phoneMasked === '' ? (
          <Notice tone="warning">{words('accounts.phone.none')}</Notice>
        ) : (
          <p className="quiet">{words('accounts.phone.present', { phone: phoneMasked })}</p>
        )}
        <ErrorSummary lines={form.lines} attempt={form.attempt} />
        {failure !== null && (
          <Notice tone="danger" live>
            {sentenceOf(failure)}
          </Notice>
        )}
        <PhoneField {...form.field('phone')} required autoComplete="tel-national" />
        <CodeField
          {...form.field('code')}
          required
          wait={wait}
          sending={send.pending}
          blocked={parsed.ok ? undefined : words('accounts.forgotten.phoneWrong')}
          onSend={() => parsed.ok && send.run({ phone: parsed.value })}
        />
        <div className="row">
          <Button type="submit" kind="primary" pending={change.pending}>
            {words('accounts.phone.submit')}
          </Button>
        </div>
      </form>
    </section>
  )
}
