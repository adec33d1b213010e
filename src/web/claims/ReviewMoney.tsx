import { lazy, Suspense, type ReactElement } from 'react'
import { shownYuan } from '../shared/shown.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Receipt } from '../ui/Receipt.tsx'
import { words } from '../words/words.ts'
import { changeInWords } from './changed-field.ts'
import type { ClaimReview } from './review-desk.ts'

const ReviewLedger = lazy(() => import('./ReviewLedger.tsx').then((file) => ({ default: file.ReviewLedger })))

export type ReviewMoneyProps = {
  readonly review: ClaimReview
  /** Given where the reader may calculate again. */
  readonly onRecalculate: (() => void) | undefined
  readonly pending: boolean
}

type Change = NonNullable<ClaimReview['amountChange']>
type Step = Change['lines'][number]

function stepInWords({ rule, before, after }: Step): string {
  const told = (step: NonNullable<Step['after']>) =>
    words('claimReview.step', { formula: step.formula, amount: shownYuan(step.amount) })
  if (before === null) return after === null ? rule : words('claimReview.lineCame', { rule, after: told(after) })
  if (after === null) return words('claimReview.lineWent', { rule, before: told(before) })
  return words('claimReview.lineChanged', { rule, before: told(before), after: told(after) })
}

/** Why the amount is another than before, step by step. */
function AmountChange({ change }: { change: Change }): ReactElement {
  return (
    <Notice tone="warning">
      <b>{words('claimReview.amountChange', { before: shownYuan(change.before), after: shownYuan(change.after) })}</b>
      <ul className="plain-list">
        {change.lines.map((line) => (
          <li key={stepInWords(line)}>{stepInWords(line)}</li>
        ))}
      </ul>
    </Notice>
  )
}

/** What a reviewer judged otherwise since the unit submitted the case: the next desk decides with both values before it. */
function Regraded({ decisions }: { decisions: ClaimReview['claim']['decisions'] }): ReactElement | null {
  const submitted = decisions.map(({ action }) => action).lastIndexOf('submit')
  const regrades = decisions.slice(submitted + 1).filter(({ changes }) => changes.length > 0)
  if (regrades.length === 0) return null
  return (
    <Notice tone="warning">
      {regrades.map(({ at, who, changes, text }) => (
        <div key={at}>
          <b>{words('claimReview.by', { who: who ?? '', action: words('claimReview.action.regrade') })}</b>
          <ul className="plain-list">
            {changes.map((change) => (
              <li key={change.path}>{changeInWords(change)}</li>
            ))}
          </ul>
          {text !== '' && <p className="quiet">{text}</p>}
        </div>
      ))}
    </Notice>
  )
}

function Approval({ approval }: Pick<ClaimReview, 'approval'>): ReactElement {
  const rows = [
    [words('claimReview.approvalTotal'), approval.total],
    [words('claimReview.approvalThreshold'), approval.threshold],
    [words('claimReview.approvalLimit'), approval.limit],
  ] as const
  return (
    <section className="card card-body" aria-labelledby="review-approval">
      <h2 id="review-approval">{words('claimReview.approval')}</h2>
      <dl className="sums">
        {rows.map(([label, amount]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{shownYuan(amount)}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet">
        {words(approval.next === 'payable' ? 'claimReview.nextPayable' : 'claimReview.nextApproval')}
        {approval.above && approval.next === 'approval' && ` ${words('claimReview.above')}`}
      </p>
    </section>
  )
}

/** The calculation as the receipt, why it changed, what is left of the limits, and who has to approve so much. */
export function ReviewMoney({ review, onRecalculate, pending }: ReviewMoneyProps): ReactElement {
  const { claim, amountChange, stale, approval } = review
  const { calculation } = claim
  return (
    <>
      {stale && (
        <Notice tone="danger">
          {words('claimReview.stale')}
          {onRecalculate !== undefined && (
            <Button kind="text" pending={pending} onClick={onRecalculate}>
              {words('claimReview.recalculate')}
            </Button>
          )}
        </Notice>
      )}
      {calculation === null ? (
        <Notice tone="warning">{words('claimReview.noCalculation')}</Notice>
      ) : (
        <Receipt
          title={words('claimReview.calculation')}
          lines={calculation.lines.map(({ rule, formula, amount, clause }) => ({
            label: words('claimReview.line', { rule, clause }),
            formula,
            amount: shownYuan(amount),
          }))}
          total={{ label: words('claimReview.amount'), amount: shownYuan(calculation.total) }}
          source={words('claimReview.source', {
            version: calculation.planVersion,
            at: timeInWords(calculation.at),
          })}
        />
      )}
      <Regraded decisions={claim.decisions} />
      {amountChange !== null && <AmountChange change={amountChange} />}
      {(claim.state === 'second-review' || claim.state === 'approval') && <Approval approval={approval} />}
      <Suspense fallback={null}>
        <ReviewLedger id={claim.id} />
      </Suspense>
    </>
  )
}
