import type { ReactElement } from 'react'
import { shownYuan } from '../shared/shown.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import { Notice } from '../ui/Notice.tsx'
import { Receipt, type ReceiptLine } from '../ui/Receipt.tsx'
import { listOf, words } from '../words/words.ts'
import { AmountChange } from './AmountChange.tsx'
import type { ClaimDetail } from './claim-detail.ts'
import { fieldId, type Assessment } from './entry-form.ts'
import type { Judgement } from './entry-judgement.ts'
import './entry.css'

export type EntryReceiptProps = {
  readonly claim: Pick<ClaimDetail, 'planName'>
  readonly calculation: ClaimDetail['calculation']
  readonly change: Assessment['change']
  readonly judged: Pick<Judgement, 'isFresh' | 'isOutdated'>
}

const signed = (amount: string) => shownYuan(amount).replace('-', '− ')

/** The steps, each with its clause; what they begin with stands above the first step that has it. */
function receiptLines(lines: NonNullable<Assessment['calculation']>['lines']): readonly ReceiptLine[] {
  return lines.flatMap(({ rule, clause, basis, formula, amount }, index): ReceiptLine[] => [
    ...(basis === lines[index - 1]?.basis ? [] : [{ label: basis, amount: '', kind: 'detail' } as const]),
    { label: words('claimEntry.step', { rule, clause }), formula, amount: signed(amount) },
  ])
}

/** 给付计算单: every step with its figures and clause, and why the amount is another one than before. */
export function EntryReceipt({ claim, calculation, change, judged }: EntryReceiptProps): ReactElement {
  const { isFresh, isOutdated } = judged
  if (calculation === null)
    return (
      <section className="card card-body receipt" aria-label={words('claimEntry.receipt')} id={fieldId('calculation')}>
        <h2>{words('claimEntry.receipt')}</h2>
        <p className="quiet">{words('claimEntry.noReceipt')}</p>
      </section>
    )
  const { lines, total, planVersion, at, warnings } = calculation
  const clauses = listOf([...new Set(lines.map(({ clause }) => clause))])
  return (
    <div className={isFresh ? 'stack' : 'stack stale-receipt'} id={fieldId('calculation')} tabIndex={-1}>
      {!isFresh && (
        <Notice tone="warning" live>
          {words(isOutdated ? 'claimEntry.outdated' : 'claimEntry.entryChanged')}
        </Notice>
      )}
      <Receipt
        title={words('claimEntry.receipt')}
        lines={receiptLines(lines)}
        total={{ label: words('claimEntry.amount'), amount: signed(total) }}
        source={
          <>
            {words('claimEntry.basis', {
              plan: claim.planName,
              clauses,
              version: planVersion,
              at: timeInWords(at),
            })}
            {warnings.map((warning) => (
              <span className="receipt-formula" key={warning}>
                {warning}
              </span>
            ))}
          </>
        }
      />
      {change !== null && isFresh && <AmountChange change={change} />}
    </div>
  )
}
