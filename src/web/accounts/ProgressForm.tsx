import { Link } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import type * as z from 'zod/mini'
import type { Endpoint } from '../../contract/endpoint.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { useSchemaForm } from '../shared/use-schema-form.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PhoneField } from '../ui/PhoneField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { toHalfWidth } from '../ui/to-digits.ts'
import { words } from '../words/words.ts'
import { CodeField } from './CodeField.tsx'
import { useCountdown } from './use-countdown.ts'

type Asking = Endpoint<
  z.ZodMiniType<{ number: string; phone: string }>,
  z.ZodMiniType<{ stepToken: string; resendAfterSeconds: number }>
>
type Showing<Shown extends z.ZodMiniType> = Endpoint<z.ZodMiniType<{ stepToken: string; code: string }>, Shown>

export type ProgressFormProps<Shown extends z.ZodMiniType> = {
  /** Sends the code; answers alike whether or not number and phone belong together. */
  readonly asking: Asking
  readonly showing: Showing<Shown>
  readonly number: string
  readonly texts: Readonly<Record<'number' | 'numberHint' | 'phone' | 'sent' | 'codeFirst' | 'show', string>>
  readonly onShown: (progress: z.infer<Shown>, stepToken: string) => void
}

/** Number and phone, then the code; the same sentences whether or not the two belong together. */
export function ProgressForm<Shown extends z.ZodMiniType>(props: ProgressFormProps<Shown>): ReactElement {
  const { asking, showing, number, texts, onShown } = props
  const [stepToken, setStepToken] = useState<string>()
  const [wait, startWaiting] = useCountdown()
  const asked = useSchemaForm(asking.input, {
    values: { number, phone: '' },
    labels: { number: texts.number, phone: texts.phone },
    messages: { phone: words('accounts.forgotten.phoneWrong') },
  })
  const code = useSchemaForm(showing.input, {
    values: { stepToken: '', code: '' },
    labels: { code: words('accounts.code.label') },
    messages: { code: words('accounts.code.wrong') },
  })
  const send = useCommand(asking, {
    onDone: (answer) => {
      setStepToken(answer.stepToken)
      code.form.setValue('stepToken', answer.stepToken)
      startWaiting(answer.resendAfterSeconds)
      code.form.setFocus('code')
    },
    onFailed: (error) => asked.showFailure(error),
  })
  const show = useCommand(showing, {
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
        hint={texts.numberHint}
        tidy={(typed) => toHalfWidth(typed).toUpperCase().trim()}
      />
      <PhoneField {...asked.field('phone')} required autoFocus={number !== ''} autoComplete="tel-national" />
      <CodeField {...code.field('code')} required wait={wait} sending={send.pending} onSend={() => sendCode()} />
      {stepToken !== undefined && <Notice>{texts.sent}</Notice>}
      <div className="row">
        <Button
          type="submit"
          kind="primary"
          pending={show.pending}
          reason={stepToken === undefined ? texts.codeFirst : undefined}
        >
          {texts.show}
        </Button>
        <Link to="/sign-in">{words('ui.back')}</Link>
      </div>
    </form>
  )
}
