import { Link } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { claimProgress, sendClaimProgressCode } from '../../contract/claim-acceptance.ts'
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
import type { ClaimProgress } from './ClaimProgressResult.tsx'

export type ClaimProgressFormProps = {
  readonly number: string
  readonly onShown: (progress: ClaimProgress) => void
}

/** Number and phone, then the code; the same sentences whether or not the two belong together. */
export function ClaimProgressForm({ number, onShown }: ClaimProgressFormProps): ReactElement {
  const [stepToken, setStepToken] = useState<string>()
  const [wait, startWaiting] = useCountdown()
  const asked = useSchemaForm(sendClaimProgressCode.input, {
    values: { number, phone: '' },
    labels: { number: words('acceptance.progress.number'), phone: words('acceptance.progress.phone') },
    messages: { phone: words('accounts.forgotten.phoneWrong') },
  })
  const code = useSchemaForm(claimProgress.input, {
    values: { stepToken: '', code: '' },
    labels: { code: words('accounts.code.label') },
    messages: { code: words('accounts.code.wrong') },
  })
  const send = useCommand(sendClaimProgressCode, {
    onDone: (answer) => {
      setStepToken(answer.stepToken)
      code.form.setValue('stepToken', answer.stepToken)
      startWaiting(answer.resendAfterSeconds)
      code.form.setFocus('code')
    },
    onFailed: (error) => asked.showFailure(error),
  })
  const show = useCommand(claimProgress, { onDone: onShown, onFailed: (error) => code.showFailure(error) })
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
        hint={words('acceptance.progress.numberHint')}
        tidy={(typed) => toHalfWidth(typed).toUpperCase().trim()}
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
      {stepToken !== undefined && <Notice>{words('acceptance.progress.sent')}</Notice>}
      <div className="row">
        <Button
          type="submit"
          kind="primary"
          pending={show.pending}
          reason={stepToken === undefined ? words('acceptance.progress.codeFirst') : undefined}
        >
          {words('acceptance.progress.show')}
        </Button>
        <Link to="/sign-in">{words('ui.back')}</Link>
      </div>
    </form>
  )
}
