import '../words/zh/accounts.ts'
import { useState, type ReactElement } from 'react'
import { PageHead } from '../shared/PageHead.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { CopyText } from '../ui/CopyText.tsx'
import { Notice } from '../ui/Notice.tsx'
import { words } from '../words/words.ts'
import { PhoneCodeForm, type PhoneAccount } from './PhoneCodeForm.tsx'
import './accounts.css'

/** 查用户名: the user names of a phone, after its code. */
export function FindNamePage(): ReactElement {
  const [accounts, setAccounts] = useState<readonly PhoneAccount[]>()
  return (
    <div className="page narrow">
      <PageHead title={words('accounts.findName.title')} text={words('accounts.findName.text')} />
      <section className="card card-body stack">
        {accounts === undefined && <PhoneCodeForm action={words('ui.search')} onAccounts={setAccounts} />}
        {accounts?.length === 0 && <Notice tone="warning">{words('accounts.forgotten.none')}</Notice>}
        {accounts !== undefined && accounts.length > 0 && (
          <>
            <h2>{words('accounts.findName.found')}</h2>
            <ul className="missing">
              {accounts.map(({ id, userName, organisationName }) => (
                <li key={id}>
                  <CopyText text={userName} name={words('accounts.activate.userName')} />
                  <span className="quiet">{organisationName}</span>
                </li>
              ))}
            </ul>
          </>
        )}
        {accounts !== undefined && (
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
