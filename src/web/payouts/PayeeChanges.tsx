import type { ReactElement } from 'react'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { openPayeeReview } from '../../contract/payout-payees.ts'
import { groupedBankCard } from '../../domain/claims/bank-card.ts'
import type { Payee } from '../../domain/claims/claim-entry.ts'
import { classNames } from '../ui/class-names.ts'
import { words } from '../words/words.ts'

export type PayeeReview = OutputOf<typeof openPayeeReview>

type Fact = readonly [label: string, of: (payee: Payee) => string]

const facts: readonly Fact[] = [
  [words('payouts.relation'), ({ relation }) => words(`claimEntry.relation.${relation}`)],
  [words('payouts.payeeName'), ({ name }) => name],
  [words('payouts.payeeCard'), ({ card }) => groupedBankCard(card)],
  [words('payouts.payeeBank'), ({ bank }) => bank],
  [words('payouts.payeeBranch'), ({ branch }) => branch],
  [words('payouts.payeeMobile'), ({ mobile }) => mobile],
]

/** The payee before and after, what differs marked. */
export function PayeeChanges({ review }: { review: PayeeReview }): ReactElement {
  const { before, after } = review
  return (
    <section className="card card-body" aria-label={words('payouts.payeeTitle')}>
      <table className="payee-changes">
        <thead>
          <tr>
            <th scope="col">{words('payouts.field')}</th>
            <th scope="col">{words('payouts.before')}</th>
            <th scope="col">{words('payouts.after')}</th>
          </tr>
        </thead>
        <tbody>
          {facts.map(([label, of]) => {
            const changed = of(before) !== of(after)
            return (
              <tr key={label} className={classNames(changed && 'changed')}>
                <th scope="row">{label}</th>
                <td>{changed ? <del>{of(before)}</del> : of(before)}</td>
                <td>{changed ? <ins>{of(after)}</ins> : of(after)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
