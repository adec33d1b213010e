import type { ReactElement } from 'react'
import { sendChangeCode } from '../../contract/unit-profile.ts'
import { parsePhone } from '../../domain/shared/phone.ts'
import { CodeField } from '../accounts/CodeField.tsx'
import { secondsToWait, useCountdown } from '../accounts/use-countdown.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import type { SchemaForm } from '../shared/use-schema-form.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { words } from '../words/words.ts'
import type { ChangeInput } from './unit-change-values.ts'

/** 【发送验证码】 to the new phone: the office only sees phones that somebody has in hand. */
export function NewPhoneCode({ form, phone }: { form: SchemaForm<ChangeInput>; phone: string }): ReactElement {
  const [wait, startWaiting] = useCountdown()
  const send = useCommand(sendChangeCode, {
    onDone: ({ resendAfterSeconds }) => {
      startWaiting(resendAfterSeconds)
      form.form.setFocus('code')
    },
    onFailed: (error) => startWaiting(secondsToWait(error)),
  })
  const parsed = parsePhone(phone)
  const failed = send.error === null ? undefined : sentenceOf(send.error)
  const field = form.field('code')
  return (
    <CodeField
      {...field}
      required
      error={field.error ?? failed}
      wait={wait}
      sending={send.pending}
      blocked={parsed.ok ? undefined : words('accounts.forgotten.phoneWrong')}
      onSend={() => parsed.ok && send.run({ phone: parsed.value })}
    />
  )
}
