import type { ReactElement } from 'react'
import { timeInWords } from '../shared/time-in-words.ts'
import { words, type PlainKey } from '../words/words.ts'
import type { EnrolmentDetail } from './enrolment-detail.ts'

const actions: ReadonlyMap<string, PlainKey> = new Map([
  ['enrolment.create', 'enrolment.action.create'],
  ['enrolment.submit', 'enrolment.action.submit'],
  ['enrolment.withdraw', 'enrolment.action.withdraw'],
  ['enrolment.approve', 'enrolment.action.approve'],
  ['enrolment.return', 'enrolment.action.return'],
  ['enrolment.void', 'enrolment.action.void'],
  ['enrolment.delete', 'enrolment.action.delete'],
  ['enrolment.warn-unpaid', 'enrolment.action.warn-unpaid'],
  ['invoicing.submit', 'enrolment.action.submit-invoices'],
  ['invoicing.return', 'enrolment.action.return-invoices'],
  ['invoicing.record-payment', 'enrolment.action.record-payment'],
  ['invoicing.reverse-payment', 'enrolment.action.reverse-payment'],
  ['invoicing.confirm-payment', 'enrolment.action.confirm-payment'],
])

function actionInWords(action: string): string {
  const key = actions.get(action)
  return key === undefined ? action : words(key)
}

/** What happened to an enrolment and when. */
export function EnrolmentHistory({ enrolment }: { enrolment: EnrolmentDetail }): ReactElement | null {
  if (enrolment.history.length === 0) return null
  return (
    <section className="card card-body" aria-labelledby="history">
      <h2 id="history">{words('enrolment.history')}</h2>
      <ol className="enrolment-history">
        {enrolment.history.map(({ at, action, note }) => (
          <li key={`${at} ${action}`}>
            <time dateTime={at}>{timeInWords(at)}</time> {actionInWords(action)}
            {note !== null && <p className="quiet">{note}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}
