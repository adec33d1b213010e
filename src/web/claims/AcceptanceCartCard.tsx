import { useState, type ReactElement } from 'react'
import { MOST_ACCEPTED, type acceptClaims } from '../../contract/claim-acceptance.ts'
import { problemOf, sentenceOf } from '../shared/call-endpoint.ts'
import type { Command } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { goTo } from '../ui/go-to.ts'
import { Notice } from '../ui/Notice.tsx'
import { words } from '../words/words.ts'
import { CartRow, lateReasonId } from './CartRow.tsx'
import type { AcceptanceCart } from './use-acceptance-cart.ts'

export type AcceptanceCartCardProps = {
  readonly cart: AcceptanceCart
  readonly accept: Command<typeof acceptClaims>
}

/** Number of the row that the server refused, from 1. */
function refusedRow(error: unknown): number | undefined {
  const problem = problemOf(error)
  const row = problem.kind === 'refusal' ? problem.refusal['row'] : undefined
  return typeof row === 'number' ? row : undefined
}

/** 确认受理数据: what was ticked over all searches, and 【确认受理】: all of it, or none and the row that failed is marked. */
export function AcceptanceCartCard({ cart, accept }: AcceptanceCartCardProps): ReactElement {
  const { lines } = cart
  const [tried, setTried] = useState(false)
  const bad = accept.error === null ? undefined : refusedRow(accept.error)
  const lacking = lines.find(({ payable, lateReason }) => payable === 'late' && lateReason.trim() === '')
  const reason =
    lines.length === 0
      ? words('acceptance.tickFirst')
      : lines.length > MOST_ACCEPTED
        ? words('acceptance.atMost', { count: MOST_ACCEPTED })
        : undefined
  const send = () => {
    setTried(true)
    if (lacking) return goTo(lateReasonId(lacking))
    accept.run({
      items: lines.map(({ coverId, kind, incidentOn, lateReason }) => ({
        coverId,
        kind,
        incidentOn,
        ...(lateReason.trim() !== '' && { lateReason: lateReason.trim() }),
      })),
    })
  }
  return (
    <section className="card" aria-labelledby="acceptance-cart">
      <div className="card-head">
        <h2 id="acceptance-cart">{words('acceptance.cart')}</h2>
      </div>
      {lines.length === 0 ? (
        <EmptyState title={words('acceptance.cartEmpty')} text={words('acceptance.cartEmptyText')} />
      ) : (
        <div className="table-box">
          <table className="table">
            <caption className="unseen">{words('acceptance.cart')}</caption>
            <thead>
              <tr>
                <th scope="col">{words('acceptance.row')}</th>
                <th scope="col">{words('acceptance.name')}</th>
                <th scope="col">{words('acceptance.idNumber')}</th>
                <th scope="col">{words('acceptance.kind')}</th>
                <th scope="col">{words('acceptance.incidentOn')}</th>
                <th scope="col">{words('acceptance.plan')}</th>
                <th scope="col">{words('acceptance.period')}</th>
                <th scope="col">{words('acceptance.agency')}</th>
                <th scope="col">{words('acceptance.unit')}</th>
                <th scope="col" className="stick">
                  {words('ui.actions')}
                </th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line, index) => (
                <CartRow
                  key={line.key}
                  line={line}
                  row={index + 1}
                  bad={bad === index + 1}
                  tried={tried}
                  onRemove={() => {
                    accept.reset()
                    cart.remove(line.key)
                  }}
                  onLateReason={(text) => cart.setLateReason(line.key, text)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className="card-body stack">
        {accept.error !== null && (
          <Notice tone="danger" live>
            {sentenceOf(accept.error)}
          </Notice>
        )}
        <div className="row row-end">
          <Button kind="primary" pending={accept.pending} reason={reason} onClick={send}>
            {lines.length === 0 ? words('acceptance.accept') : words('acceptance.acceptCount', { count: lines.length })}
          </Button>
        </div>
      </div>
    </section>
  )
}
