import '../words/zh/accounts.ts'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { activateAccount } from '../../contract/accounts.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { useCommand } from '../shared/use-endpoint.ts'
import { useSchemaForm } from '../shared/use-schema-form.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Notice } from '../ui/Notice.tsx'
import { TextField } from '../ui/TextField.tsx'
import { words } from '../words/words.ts'
import { DeviceCodeForm } from './DeviceCodeForm.tsx'
import { NewPasswordFields } from './NewPasswordFields.tsx'
import { useNewPassword } from './use-new-password.ts'
import './accounts.css'

/** What a link with an invitation carries after its `#`. */
function invitation(): { userName: string; code: string } {
  const given = new URLSearchParams(window.location.hash.slice(1))
  return { userName: given.get('user') ?? '', code: given.get('code') ?? '' }
}

/** 首次激活: the one-time code from the SMS and a password of one's own. */
export function ActivatePage(): ReactElement {
  const navigate = useNavigate()
  const client = useQueryClient()
  const [answer, setAnswer] = useState<OutputOf<typeof activateAccount>>()
  const { again, setAgain, check } = useNewPassword()
  const form = useSchemaForm(activateAccount.input, {
    values: { ...invitation(), password: '' },
    labels: {
      userName: words('accounts.activate.userName'),
      code: words('accounts.activate.code'),
      password: words('accounts.password.new'),
    },
    check,
  })
  const goOn = (given: OutputOf<typeof activateAccount>) => {
    if (given.step !== 'done') return setAnswer(given)
    client.clear()
    void navigate({ to: '/platform' })
  }
  const command = useCommand(activateAccount, { onDone: goOn, onFailed: (error) => form.showFailure(error) })
  return (
    <div className="page narrow">
      <PageHead title={words('accounts.activate.title')} text={words('accounts.activate.text')} />
      <section className="card card-body">
        {answer?.stepToken === undefined ? (
          <form className="stack" noValidate onSubmit={form.submit(command.run)}>
            <ErrorSummary lines={form.lines} attempt={form.attempt} />
            {command.error !== null && (
              <Notice tone="danger" live>
                {sentenceOf(command.error)}
              </Notice>
            )}
            <TextField {...form.field('userName')} autoComplete="username" autoCapitalize="none" required autoFocus />
            <TextField {...form.field('code')} autoComplete="one-time-code" required />
            <NewPasswordFields
              password={form.field('password')}
              again={again}
              onAgain={setAgain}
              judged={form.attempt > 0}
              value={form.form.watch('password')}
            />
            <div className="row">
              <Button type="submit" kind="primary" pending={command.pending}>
                {words('accounts.activate.submit')}
              </Button>
              <Link to="/sign-in">{words('ui.back')}</Link>
            </div>
          </form>
        ) : (
          <DeviceCodeForm
            stepToken={answer.stepToken}
            phone={answer.phoneMasked}
            onAnswer={goOn}
            onBack={() => setAnswer(undefined)}
          />
        )}
      </section>
    </div>
  )
}
