import { useEffect, useRef, type ReactElement } from 'react'
import type { acceptClaims } from '../../contract/claim-acceptance.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { CLAIM_KIND_NAMES } from '../../contract/words/claim-words.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { words } from '../words/words.ts'
import type { CartLine } from './acceptance-cart.ts'
import { ClaimTag } from './ClaimTag.tsx'

/** What was accepted, with the lines that it was made of, in the same order. */
export type Accepted = OutputOf<typeof acceptClaims> & { readonly lines: readonly CartLine[] }
export type AcceptedCasesProps = { readonly accepted: Accepted; readonly onAnother: () => void }

/** The cases that 确认受理 made, each with its way on, and the receipt to print. */
export function AcceptedCases({ accepted, onAnother }: AcceptedCasesProps): ReactElement {
  const { acceptanceId, cases, lines, promisedOn } = accepted
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => head.current?.focus(), [])
  return (
    <section className="card" aria-labelledby="accepted-cases">
      <div className="card-head">
        <h2 id="accepted-cases" ref={head} tabIndex={-1}>
          {words('acceptance.done', { count: cases.length })}
        </h2>
      </div>
      <p className="card-body quiet">{words('acceptance.doneText', { promisedOn })}</p>
      <div className="table-box">
        <table className="table">
          <caption className="unseen">{words('acceptance.list')}</caption>
          <thead>
            <tr>
              <th scope="col">{words('claimPool.number')}</th>
              <th scope="col">{words('claimPool.state')}</th>
              <th scope="col">{words('acceptance.name')}</th>
              <th scope="col">{words('acceptance.kind')}</th>
              <th scope="col">{words('acceptance.incidentOn')}</th>
              <th scope="col" className="stick">
                {words('acceptance.next')}
              </th>
            </tr>
          </thead>
          <tbody>
            {cases.map(({ id, number, kind, state }, index) => (
              <tr key={id}>
                <td>{number}</td>
                <td>
                  <ClaimTag state={state} />
                </td>
                <td>{lines[index]?.name}</td>
                <td>{CLAIM_KIND_NAMES[kind]}</td>
                <td>{lines[index]?.incidentOn}</td>
                <td className="stick">
                  {state === 'materials' ? (
                    <LinkButton
                      to="/claims/$id/materials"
                      params={{ id }}
                      kind="text"
                      aria-label={`${words('acceptance.toMaterials')} ${number}`}
                    >
                      {words('acceptance.toMaterials')}
                    </LinkButton>
                  ) : (
                    <LinkButton
                      to="/claim-entry"
                      search={{ number }}
                      kind="text"
                      aria-label={`${words('acceptance.toEntry')} ${number}`}
                    >
                      {words('acceptance.toEntry')}
                    </LinkButton>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="card-body row">
        <FirstStep accepted={accepted} />
        <LinkButton to="/claims/receipts/$id" params={{ id: acceptanceId }} icon="receipt">
          {words('acceptance.receipt')}
        </LinkButton>
        <Button onClick={onAnother}>{words('acceptance.another')}</Button>
      </div>
    </section>
  )
}

/** The way on for most acceptances: the materials of the first case that wants some. */
function FirstStep({ accepted: { cases } }: { accepted: Accepted }): ReactElement | null {
  const first = cases.find(({ state }) => state === 'materials')
  if (!first) return null
  return (
    <LinkButton to="/claims/$id/materials" params={{ id: first.id }} kind="primary">
      {words('acceptance.toMaterials')}
    </LinkButton>
  )
}
