import '../words/zh/claim-review.ts'
import type { ReactElement } from 'react'
import { CLAIM_STATE_WORDS } from '../../contract/words/states.ts'
import { shownYuan } from '../shared/shown.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import { words, type PlainKey } from '../words/words.ts'
import { changeInWords } from './changed-field.ts'
import type { ClaimDetail } from './claim-detail.ts'
import './claim-timeline.css'

type Decision = ClaimDetail['decisions'][number]

const ACTIONS: ReadonlyMap<string, PlainKey> = new Map([
  ['complete-materials', 'claimReview.action.complete-materials'],
  ['submit', 'claimReview.action.submit'],
  ['delete', 'claimReview.action.delete'],
  ['withdraw', 'claimReview.action.withdraw'],
  ['pass', 'claimReview.action.pass'],
  ['approve', 'claimReview.action.approve'],
  ['escalate', 'claimReview.action.escalate'],
  ['return-to-materials', 'claimReview.action.return-to-materials'],
  ['return-to-entry', 'claimReview.action.return-to-entry'],
  ['return-inside', 'claimReview.action.return-inside'],
  ['refuse', 'claimReview.action.refuse'],
  ['decline', 'claimReview.action.decline'],
  ['regrade', 'claimReview.action.regrade'],
  ['propose', 'claimReview.action.propose'],
  ['stop-payment', 'claimReview.action.stop-payment'],
  ['pay-again', 'claimReview.action.pay-again'],
  ['recalculate', 'claimReview.action.recalculate'],
])

function actionInWords({ action, to }: Decision): string {
  const key = ACTIONS.get(action)
  return key === undefined ? CLAIM_STATE_WORDS[to] : words(key)
}

function amountsInWords({ amountBefore, amountAfter }: Decision): string | undefined {
  if (amountBefore === null || amountAfter === null || amountBefore === amountAfter) return undefined
  return words('claimReview.amountFromTo', { before: shownYuan(amountBefore), after: shownYuan(amountAfter) })
}

/** What happened to a case, when and by whom; a unit sees desks and days, never names. */
export function ClaimTimeline({ decisions }: Pick<ClaimDetail, 'decisions'>): ReactElement | null {
  if (decisions.length === 0) return null
  return (
    <section className="card card-body" aria-labelledby="claim-history">
      <h2 id="claim-history">{words('claimReview.history')}</h2>
      <ol className="timeline">
        {decisions.map((decision, at) => {
          const amounts = amountsInWords(decision)
          const action = actionInWords(decision)
          return (
            <li key={`${at} ${decision.at}`}>
              <time dateTime={decision.at}>{timeInWords(decision.at)}</time>
              <b>{decision.who === null ? action : words('claimReview.by', { who: decision.who, action })}</b>
              {amounts !== undefined && <span className="late">{amounts}</span>}
              {decision.changes.map((change) => (
                <span key={change.path}>{changeInWords(change)}</span>
              ))}
              {decision.text !== '' && <p className="quiet">{decision.text}</p>}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
