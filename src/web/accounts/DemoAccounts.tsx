import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { entrance } from '../../contract/accounts.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { words } from '../words/words.ts'

type Entrance = OutputOf<typeof entrance>
type DemoAccount = Entrance['demoAccounts'][number]
export type DemoAccountsProps = {
  readonly accounts: readonly DemoAccount[]
  readonly people: Entrance['demoPeople']
  readonly onChoose: (account: DemoAccount) => void
}

/** The accounts of a demo database, filled in with one click. */
export function DemoAccounts({ accounts, people, onChoose }: DemoAccountsProps): ReactElement {
  return (
    <section className="card" aria-labelledby="demo-accounts">
      <div className="card-head">
        <h2 id="demo-accounts">{words('accounts.demo.title')}</h2>
        <Link to="/messages">{words('accounts.demo.messages')}</Link>
      </div>
      <p className="card-body quiet demo-text">{words('accounts.demo.text')}</p>
      <ul className="demo-accounts">
        {accounts.map((account) => (
          <li key={account.userName}>
            <button type="button" onClick={() => onChoose(account)}>
              <b>{account.title}</b>
              <span>{account.organisationName}</span>
              <code>{account.userName}</code>
            </button>
          </li>
        ))}
      </ul>
      {people.length > 0 && (
        <div className="card-body demo-people">
          <p className="quiet">{words('accounts.demo.people')}</p>
          <ul>
            {people.map(({ unitName, name, idNumber, covered }) => (
              <li key={idNumber}>
                <code>{idNumber}</code> {name}
                <span className="quiet">{words(`accounts.demo.covered.${covered}`, { unitName })}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}
