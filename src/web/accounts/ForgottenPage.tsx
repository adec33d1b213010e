import '../words/zh/accounts.ts'
import { useState, type ReactElement } from 'react'
import { PageHead } from '../shared/PageHead.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Steps } from '../ui/Steps.tsx'
import { words } from '../words/words.ts'
import { NewPasswordForm } from './NewPasswordForm.tsx'
import { PhoneCodeForm, type PhoneAccount } from './PhoneCodeForm.tsx'
import './accounts.css'

type Stage =
  | { readonly at: 'phone' }
  | { readonly at: 'password'; readonly accounts: readonly PhoneAccount[]; readonly stepToken: string }
  | { readonly at: 'done'; readonly userName: string }

/** 忘记密码: phone, code, account, new password. Also the way in for units of earlier years. */
export function ForgottenPage(): ReactElement {
  const [stage, setStage] = useState<Stage>({ at: 'phone' })
  return (
    <div className="page narrow">
      <PageHead title={words('accounts.forgotten.title')} text={words('accounts.forgotten.text')} />
      <Steps
        current={stage.at === 'phone' ? 0 : stage.at === 'password' ? 1 : 2}
        steps={[
          { label: words('accounts.forgotten.step1') },
          { label: words('accounts.forgotten.step2') },
          { label: words('accounts.signIn.title') },
        ]}
      />
      <section className="card card-body stack">
        {stage.at === 'phone' && (
          <PhoneCodeForm
            action={words('accounts.forgotten.next')}
            onAccounts={(accounts, stepToken) => setStage({ at: 'password', accounts, stepToken })}
          />
        )}
        {stage.at === 'password' && stage.accounts.length === 0 && (
          <Notice tone="warning">{words('accounts.forgotten.none')}</Notice>
        )}
        {stage.at === 'password' && stage.accounts.length > 0 && (
          <NewPasswordForm
            accounts={stage.accounts}
            stepToken={stage.stepToken}
            onDone={(userName) => setStage({ at: 'done', userName })}
          />
        )}
        {stage.at === 'done' && (
          <Notice tone="ok" live>
            {words('accounts.forgotten.done', { name: stage.userName })}
          </Notice>
        )}
        {(stage.at === 'done' || (stage.at === 'password' && stage.accounts.length === 0)) && (
          <div className="row">
            <LinkButton kind="primary" to="/sign-in">
              {words('accounts.signIn.title')}
            </LinkButton>
          </div>
        )}
      </section>
    </div>
  )
}
