import '../words/zh/accounts.ts'
import { Link, useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { entrance } from '../../contract/accounts.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { useTitle } from '../shared/use-title.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { words } from '../words/words.ts'
import { DemoAccounts } from './DemoAccounts.tsx'
import { SignInForm } from './SignInForm.tsx'
import { Telephones } from './Telephones.tsx'
import './accounts.css'

/** 登录: sign in, or find the way for a new unit, a returning unit, a first activation. */
export function SignInPage(): ReactElement {
  const { next } = useSearch({ from: '/open/sign-in' })
  const { history } = useRouter()
  const navigate = useNavigate()
  const client = useQueryClient()
  const { data } = useEndpointQuery(entrance, {})
  const [filled, setFilled] = useState<{ login: string; password: string }>()
  useTitle(words('accounts.signIn.title'))
  const goOn = () => {
    client.clear()
    if (next === undefined) void navigate({ to: '/platform' })
    else history.push(next)
  }
  return (
    <div className="sign-in">
      <section className="card sign-in-card">
        <h1>{words('accounts.signIn.title')}</h1>
        <SignInForm key={filled?.login ?? ''} filled={filled} onDone={goOn} />
        <p className="sign-in-links">
          <Link to="/forgotten">{words('shell.forgotten')}</Link>
          <Link to="/user-name">{words('accounts.signIn.findName')}</Link>
          <Link to="/activate">{words('accounts.signIn.activate')}</Link>
          <Link to="/registration/progress">{words('accounts.signIn.progress')}</Link>
          <Link to="/claim-progress">{words('accounts.signIn.claimProgress')}</Link>
        </p>
      </section>
      <div className="stack">
        <section className="card card-body sign-in-way">
          <Icon name="building" size={1.7} />
          <div>
            <h2>{words('accounts.signIn.newUnit')}</h2>
            <p className="quiet">{words('accounts.signIn.newUnitText')}</p>
          </div>
          <LinkButton to="/registration">{words('accounts.signIn.register')}</LinkButton>
        </section>
        <section className="card card-body sign-in-way">
          <Icon name="people" size={1.7} />
          <div>
            <h2>{words('accounts.signIn.oldUnit')}</h2>
            <p className="quiet">{words('accounts.signIn.oldUnitText')}</p>
          </div>
          <LinkButton to="/forgotten">{words('shell.forgotten')}</LinkButton>
        </section>
        {!isSecureContext && <Notice tone="warning">{words('accounts.signIn.insecure')}</Notice>}
        {data?.demo === true && (
          <DemoAccounts
            accounts={data.demoAccounts}
            people={data.demoPeople}
            onChoose={({ userName, password }) => setFilled({ login: userName, password })}
          />
        )}
        {data !== undefined && <Telephones telephones={data.telephones} />}
      </div>
    </div>
  )
}
