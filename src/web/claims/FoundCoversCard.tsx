import type { ReactElement } from 'react'
import { reasonSentence } from '../../contract/words/claim-reasons.ts'
import { CLAIM_KIND_NAMES } from '../../contract/words/claim-words.ts'
import { shownPeriod } from '../shared/shown.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Notice } from '../ui/Notice.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { words } from '../words/words.ts'
import { excludedBy, keyOf, type FoundRow, type Search } from './acceptance-cart.ts'
import type { AcceptanceCart } from './use-acceptance-cart.ts'

const TONES = { yes: 'done', late: 'your-turn', no: 'ended' } as const

export type FoundCoversCardProps = { readonly search: Search; readonly cart: AcceptanceCart }

/** Every kind under the covers of the person found: what can be ticked, and why the rest cannot. */
export function FoundCoversCard({ search, cart }: FoundCoversCardProps): ReactElement {
  const { person, incidentOn, rows } = search
  return (
    <section className="card" aria-labelledby="found-covers">
      <div className="card-head">
        <h2 id="found-covers">{words('acceptance.found')}</h2>
        <span className="quiet" role="status">
          {words('acceptance.foundFor', { ...person, on: incidentOn })}
        </span>
      </div>
      {rows.length === 0 ? (
        <EmptyState title={words('acceptance.noCover')} text={words('acceptance.noCoverText')} />
      ) : (
        <div className="table-box acceptance-found">
          <table className="table">
            <caption className="unseen">{words('acceptance.found')}</caption>
            <thead>
              <tr>
                <th className="tick" scope="col">
                  <span className="unseen">{words('acceptance.accept')}</span>
                </th>
                <th scope="col">{words('acceptance.plan')}</th>
                <th scope="col">{words('acceptance.period')}</th>
                <th scope="col">{words('acceptance.kind')}</th>
                <th scope="col">{words('acceptance.payable')}</th>
                <th scope="col">{words('acceptance.deadline')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <FoundLine key={keyOf(row, incidentOn)} row={row} search={search} cart={cart} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {cart.told !== undefined && (
        <div className="card-body">
          <Notice live>{cart.told}</Notice>
        </div>
      )}
    </section>
  )
}

function FoundLine({ row, search, cart }: FoundCoversCardProps & { row: FoundRow }): ReactElement {
  const key = keyOf(row, search.incidentOn)
  const isTicked = cart.lines.some((line) => line.key === key)
  const excluding = excludedBy(cart.lines, search, row)
  const reason = excluding
    ? words('acceptance.excluded', { kind: CLAIM_KIND_NAMES[excluding.kind] })
    : row.why === null
      ? undefined
      : reasonSentence(row.why)
  const shown = excluding !== undefined && !isTicked ? 'no' : row.payable
  const isBlocked = shown === 'no'
  return (
    <tr data-selected={isTicked}>
      <td className="tick">
        <label>
          <input
            type="checkbox"
            checked={isTicked}
            disabled={isBlocked}
            title={isBlocked ? reason : undefined}
            aria-label={words('acceptance.tick', { plan: row.planName, kind: CLAIM_KIND_NAMES[row.kind] })}
            aria-describedby={`${key} why`.replaceAll(' ', '-')}
            onChange={() => cart.toggle(search, row)}
          />
        </label>
      </td>
      <td className="cut acceptance-plan" title={row.planName}>
        {row.planName}
      </td>
      <td>{shownPeriod(row.effectiveOn, row.endsOn)}</td>
      <td>{CLAIM_KIND_NAMES[row.kind]}</td>
      <td className="acceptance-why" id={`${key} why`.replaceAll(' ', '-')}>
        <StateTag tone={TONES[shown]} label={words(`acceptance.${shown}`)} />
        {reason !== undefined && <span className="quiet"> {reason}</span>}
      </td>
      <td>{row.deadline ?? words('acceptance.fromDischarge')}</td>
    </tr>
  )
}
