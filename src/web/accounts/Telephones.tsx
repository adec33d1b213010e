import type { ReactElement } from 'react'
import type { entrance } from '../../contract/accounts.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { words } from '../words/words.ts'

/** So many stand open; more are unfolded. */
const OPEN = 4

type TelephonesProps = { readonly telephones: OutputOf<typeof entrance>['telephones'] }

/** Whom to ring before one has signed in: the office, or each of them where there are several. */
export function Telephones({ telephones }: TelephonesProps): ReactElement | null {
  const [only] = telephones
  if (only === undefined) return null
  if (telephones.length === 1) {
    return <p className="quiet">{words('accounts.signIn.telephone', { telephone: only.telephone })}</p>
  }
  return (
    <details className="quiet telephones" open={telephones.length <= OPEN}>
      <summary>{words('accounts.signIn.telephones')}</summary>
      <ul>
        {telephones.map(({ name, telephone }) => (
          <li key={name}>
            {name} <span className="nowrap">{telephone}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
