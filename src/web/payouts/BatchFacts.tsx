import type { ReactElement } from 'react'
import { BANK_FORMAT_NAMES } from '../../contract/words/payout-words.ts'
import { shownCount, shownYuan } from '../shared/shown.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import { Receipt, type ReceiptLine } from '../ui/Receipt.tsx'
import { words } from '../words/words.ts'
import type { BatchDetail } from './batch-detail.ts'
import { BatchTag } from './BatchTag.tsx'

function linesOf({ batch, sums }: BatchDetail): readonly ReceiptLine[] {
  if (batch.releasedAt === null) return []
  return [
    { label: words('payouts.paidSum'), formula: shownCount(batch.paid), amount: shownYuan(sums.paid) },
    ...(sums.reversed === '0.00'
      ? []
      : [{ label: words('payouts.reversedSum'), amount: shownYuan(sums.reversed), kind: 'detail' as const }]),
    { label: words('payouts.failedSum'), formula: shownCount(batch.failed), amount: shownYuan(sums.failed) },
    { label: words('payouts.waitingSum'), formula: shownCount(batch.waiting), amount: shownYuan(sums.waiting) },
  ]
}

/** What a batch is, and its money: to be compared with paper before it is released. */
export function BatchFacts({ detail }: { detail: BatchDetail }): ReactElement {
  const { batch, account } = detail
  const facts: readonly (readonly [string, string])[] = [
    [words('payouts.count'), shownCount(batch.count)],
    [words('payouts.payFrom'), [account.name, account.bank, account.number].join(' ')],
    [words('payouts.format'), BANK_FORMAT_NAMES[batch.format]],
    [words('payouts.madeBy'), `${batch.madeBy} ${timeInWords(batch.madeAt)}`],
    ...(batch.releasedAt === null
      ? []
      : [[words('payouts.releasedBy'), `${batch.releasedBy ?? ''} ${timeInWords(batch.releasedAt)}`] as const]),
  ]
  return (
    <>
      <Receipt
        title={words('payouts.money')}
        lines={linesOf(detail)}
        total={{ label: words('payouts.sum'), amount: shownYuan(batch.sum) }}
      />
      <section className="card card-body stack" aria-labelledby="batch-facts">
        <h2 id="batch-facts">{words('payouts.facts')}</h2>
        <p>
          <BatchTag state={batch.state} />
        </p>
        <dl className="facts one-column">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  )
}
