import '../words/zh/accounts.ts'
import '../words/zh/units.ts'
import { useState, type FormEvent, type ReactElement } from 'react'
import { sendRegistrationCode, submitRegistration } from '../../contract/registration.ts'
import { CodeField } from '../accounts/CodeField.tsx'
import { useCountdown } from '../accounts/use-countdown.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { CancelButton } from '../ui/CancelButton.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { words } from '../words/words.ts'

export type RegistrationCodeDialogProps = {
  readonly draft: string
  readonly phone: string
  readonly onSubmitted: (number: string) => void
  readonly onClose: () => void
}

/** 【发送验证码】 → code → 【确定】. */
export function RegistrationCodeDialog(props: RegistrationCodeDialogProps): ReactElement {
  const { draft, phone, onSubmitted, onClose } = props
  const [code, setCode] = useState('')
  const [wrong, setWrong] = useState(false)
  const [wait, startWaiting] = useCountdown()
  const send = useCommand(sendRegistrationCode, {
    onDone: ({ resendAfterSeconds }) => {
      startWaiting(resendAfterSeconds)
      document.getElementById('registration-code')?.focus()
    },
  })
  const submit = useCommand(submitRegistration, { onDone: ({ number }) => onSubmitted(number) })
  const failure = submit.error ?? send.error
  const confirm = (event: FormEvent) => {
    event.preventDefault()
    const six = /^\d{6}$/.test(code)
    setWrong(!six)
    if (six && !submit.pending) submit.run({ draft, code })
  }
  return (
    <Dialog
      title={words('units.registration.codeTitle')}
      pending={submit.pending}
      onClose={onClose}
      foot={
        <>
          <CancelButton pending={submit.pending} onClick={onClose} />
          <Button type="submit" form="registration-code-form" kind="primary" pending={submit.pending}>
            {words('units.registration.confirm')}
          </Button>
        </>
      }
    >
      <form id="registration-code-form" className="stack" noValidate onSubmit={confirm}>
        <p>
          {send.output === undefined
            ? words('units.registration.codeText', { phone })
            : words('units.registration.codeSent', { phone: send.output.phoneMasked })}
        </p>
        {failure !== null && (
          <Notice tone="danger" live>
            {sentenceOf(failure)}
          </Notice>
        )}
        <CodeField
          id="registration-code"
          label={words('accounts.code.label')}
          required
          value={code}
          error={wrong ? words('accounts.code.wrong') : undefined}
          wait={wait}
          sending={send.pending}
          onSend={() => {
            submit.reset()
            send.run({ draft })
          }}
          onChange={({ currentTarget }) => setCode(currentTarget.value)}
        />
      </form>
    </Dialog>
  )
}
