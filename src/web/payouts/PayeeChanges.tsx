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
  [words('payees.relation'), ({ relation }) => words(`claimEntry.relation.${relation}`)],
  [words('payees.name'), ({ name }) => name],
  [words('payees.card'), ({ card }) => groupedBankCard(card)],
  [words('payees.bank'), ({ bank }) => bank],
  [words('payees.branch'), ({ branch }) => branch],
  [words('payees.mobile'), ({ mobile }) => mobile],
]

/** The payee before and after, what differs marked. */
export function PayeeChanges({ review }: { review: PayeeReview }): ReactElement {
  const { before, after } = review
  return (
    <section className="card card-body" aria-label={words('payees.title')}>
      <table className="payee-changes">
        <thead>
          <tr>
            <th scope="col">{words('payees.field')}</th>
            <th scope="col">{words('payees.before')}</th>
            <th scope="col">{words('payees.after')}</th>
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
