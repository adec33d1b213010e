import '../words/zh/accounts.ts'
import '../words/zh/units.ts'
import { useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { entrance } from '../../contract/accounts.ts'
import { listAgencies } from '../../contract/registration.ts'
import { Telephones } from '../accounts/Telephones.tsx'
import { PageHead } from '../shared/PageHead.tsx'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { LinkButton } from '../ui/Button.tsx'
import { CopyText } from '../ui/CopyText.tsx'
import { Notice } from '../ui/Notice.tsx'
import { words } from '../words/words.ts'
import '../accounts/accounts.css'
import './units.css'

/** After 【确定】: the reference number, what happens next, and how to follow it. */
export function SubmittedPage(): ReactElement {
  const { number, agency: id } = useSearch({ from: '/open/registration/submitted' })
  const agencies = useEndpointQuery(listAgencies, {}, { enabled: id !== undefined }).data?.agencies
  const { data } = useEndpointQuery(entrance, {})
  const agency = agencies?.find((other) => other.id === id)
  const telephone = agency?.telephone ?? ''
  return (
    <div className="page narrow">
      <PageHead title={words('units.submitted.title')} />
      <section className="card card-body stack">
        <Notice tone="ok" live>
          {words('units.submitted.keep')}
        </Notice>
        <dl className="facts">
          <div>
            <dt>{words('units.submitted.number')}</dt>
            <dd className="registration-number">
              <CopyText text={number} name={words('units.submitted.number')} />
            </dd>
          </div>
        </dl>
        <h2>{words('units.submitted.next')}</h2>
        <ol className="next-steps">
          <li>
            {agency === undefined
              ? words('units.submitted.reviewAny')
              : words('units.submitted.review', { agency: agency.name })}
          </li>
          <li>{words('units.submitted.sms')}</li>
          <li>{words('units.submitted.activate')}</li>
        </ol>
        {telephone === '' ? (
          <Telephones telephones={data?.telephones ?? []} />
        ) : (
          <p className="quiet">{words('units.submitted.ask', { telephone })}</p>
        )}
        <div className="row">
          <LinkButton kind="primary" to="/registration/progress" search={{ number }}>
            {words('units.submitted.progress')}
          </LinkButton>
          <LinkButton to="/sign-in">{words('units.submitted.toSignIn')}</LinkButton>
        </div>
      </section>
    </div>
  )
}
