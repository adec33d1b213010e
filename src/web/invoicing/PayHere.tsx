import type { ReactElement } from 'react'
import { shownYuan } from '../shared/shown.ts'
import { CopyText } from '../ui/CopyText.tsx'
import { Receipt } from '../ui/Receipt.tsx'
import { words } from '../words/words.ts'
import type { Invoicing } from './invoicing.ts'

/** What to pay, and the office's account to copy, with the enrolment number as the payment's reference. */
export function PayHere({ invoicing }: { invoicing: Invoicing }): ReactElement {
  const { account, number, plans, due, paid } = invoicing
  const lines: readonly (readonly [string, string])[] = [
    [words('invoicing.accountName'), account.name],
    [words('invoicing.bank'), account.bank],
    [words('invoicing.accountNumber'), account.number],
    [words('invoicing.reference'), number],
  ]
  return (
    <>
      <Receipt
        title={words('invoicing.toPay')}
        lines={plans.map((plan) => ({ label: plan.name, amount: shownYuan(plan.due) }))}
        total={{ label: words('ui.total'), amount: shownYuan(due) }}
        source={words('enrolment.paidSoFar', { paid: shownYuan(paid) })}
      />
      <section className="card card-body" aria-labelledby="account">
        <h2 id="account">{words('invoicing.account')}</h2>
        <dl className="pay">
          {lines.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <CopyText text={value} name={name} />
              </dd>
            </div>
          ))}
        </dl>
        <p className="quiet small">{words('invoicing.referenceText')}</p>
      </section>
    </>
  )
}
