import { Link } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { registrationProgress, sendProgressCode } from '../../contract/units.ts'
import { CodeField } from '../accounts/CodeField.tsx'
import { useCountdown } from '../accounts/use-countdown.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { useSchemaForm } from '../shared/use-schema-form.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Notice } from '../ui/Notice.tsx'
import { TextField } from '../ui/TextField.tsx'
import { toDigits, toHalfWidth } from '../ui/to-digits.ts'
import { words } from '../words/words.ts'
import type { Progress } from './ProgressResult.tsx'

export type ProgressFormProps = {
  readonly number: string
  readonly onShown: (progress: Progress, stepToken: string) => void
}

/** Number and phone, then the code; the same sentences whether or not the two belong together. */
export function ProgressForm({ number, onShown }: ProgressFormProps): ReactElement {
  const [stepToken, setStepToken] = useState<string>()
  const [wait, startWaiting] = useCountdown()
  const asked = useSchemaForm(sendProgressCode.input, {
    values: { number, phone: '' },
    labels: { number: words('units.progress.number'), phone: words('units.progress.phone') },
    messages: { phone: words('accounts.forgotten.phoneWrong') },
  })
  const code = useSchemaForm(registrationProgress.input, {
    values: { stepToken: '', code: '' },
    labels: { code: words('accounts.code.label') },
    messages: { code: words('accounts.code.wrong') },
  })
  const send = useCommand(sendProgressCode, {
    onDone: (answer) => {
      setStepToken(answer.stepToken)
      code.form.setValue('stepToken', answer.stepToken)
      startWaiting(answer.resendAfterSeconds)
      code.form.setFocus('code')
    },
    onFailed: (error) => asked.showFailure(error),
  })
  const show = useCommand(registrationProgress, {
    onDone: (progress, input) => onShown(progress, input.stepToken),
    onFailed: (error) => code.showFailure(error),
  })
  const failure = show.error ?? send.error
  const sendCode = asked.submit((values) => {
    show.reset()
    send.run(values)
  })
  return (
    <form className="stack" noValidate onSubmit={stepToken === undefined ? sendCode : code.submit(show.run)}>
      <ErrorSummary lines={[...asked.lines, ...code.lines]} attempt={asked.attempt + code.attempt} />
      {failure !== null && (
        <Notice tone="danger" live>
          {sentenceOf(failure)}
        </Notice>
      )}
      <TextField
        {...asked.field('number')}
        required
        autoFocus={number === ''}
        spellCheck={false}
        hint={words('units.progress.numberHint')}
        tidy={(typed) => toHalfWidth(typed).toUpperCase()}
      />
      <TextField
        {...asked.field('phone')}
        required
        autoFocus={number !== ''}
        type="tel"
        inputMode="numeric"
        autoComplete="tel-national"
        tidy={toDigits}
      />
      <CodeField {...code.field('code')} required wait={wait} sending={send.pending} onSend={() => sendCode()} />
      {stepToken !== undefined && <Notice>{words('units.progress.sent')}</Notice>}
      <div className="row">
        <Button
          type="submit"
          kind="primary"
          pending={show.pending}
          reason={stepToken === undefined ? words('units.registration.codeFirst') : undefined}
        >
          {words('units.progress.show')}
        </Button>
        <Link to="/sign-in">{words('ui.back')}</Link>
      </div>
    </form>
  )
}
