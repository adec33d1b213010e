import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { CLAIM_KIND_NAMES } from '../../contract/words/claim-words.ts'
import { shownYuan } from '../shared/shown.ts'
import { words } from '../words/words.ts'
import { ClaimTag } from './ClaimTag.tsx'
import { fieldId, type Assessment } from './entry-form.ts'
import { isReady } from './ready-sibling.ts'

type Sibling = Assessment['siblings'][number]

function standing({ missing, heldBy, state }: Sibling): string {
  if (heldBy !== null) return words('claimEntry.eventHeld', { name: heldBy })
  if (state !== 'entry') return ''
  return missing === 0 ? words('claimEntry.eventReady') : words('claimEntry.eventMissing', { count: missing })
}

export type EventCasesProps = {
  readonly siblings: readonly Sibling[]
  /** Ids that are left out of 一并提交. */
  readonly left: ReadonlySet<string>
  readonly onLeft: (left: ReadonlySet<string>) => void
  readonly readOnly: boolean
}

/** 同一次出险: the other cases of the event, which share sheets and payee and are submitted along. */
export function EventCases({ siblings, left, onLeft, readOnly }: EventCasesProps): ReactElement | null {
  if (siblings.length === 0) return null
  const toggle = (id: string) => {
    const next = new Set(left)
    if (!next.delete(id)) next.add(id)
    onLeft(next)
  }
  return (
    <section
      className="card card-body event"
      id={fieldId('siblings')}
      tabIndex={-1}
      aria-label={words('claimEntry.event')}
    >
      <h2>{words('claimEntry.event')}</h2>
      <p className="quiet">{words('claimEntry.eventText')}</p>
      <ul>
        {siblings.map((sibling) => {
          const { id, number, kind, state, total } = sibling
          const name = CLAIM_KIND_NAMES[kind]
          return (
            <li key={id}>
              <label className="check">
                <input
                  type="checkbox"
                  aria-label={words('claimEntry.submitAlong', { number, kind: name })}
                  disabled={readOnly || !isReady(sibling)}
                  checked={isReady(sibling) && !left.has(id)}
                  onChange={() => toggle(id)}
                />
              </label>
              <span>
                <Link to="/claim-entry/$id" params={{ id }}>
                  {name}
                </Link>
                <small>{number}</small>
                <small>{standing(sibling)}</small>
              </span>
              <span className="event-end">
                {total !== null && <b className="number">{shownYuan(total)}</b>}
                <ClaimTag state={state} />
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
