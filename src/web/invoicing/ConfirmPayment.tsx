import { useState, type ReactElement } from 'react'
import { confirmPayment, confirmProgress } from '../../contract/payments.ts'
import { getInvoicing } from '../../contract/invoicing.ts'
import { countWork } from '../../contract/work-pool.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { shownCount, shownYuan } from '../shared/shown.ts'
import { useCommand, useEndpointQuery } from '../shared/use-endpoint.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { classNames } from '../ui/class-names.ts'
import { ConfirmDialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Progress } from '../ui/Progress.tsx'
import { Receipt, type ReceiptLine } from '../ui/Receipt.tsx'
import { listOf, words } from '../words/words.ts'
import { missingOf, type Invoicing } from './invoicing.ts'

function linesOf({ due, paid, credit, payments }: Invoicing): readonly ReceiptLine[] {
  return [
    { label: words('invoicing.due'), amount: shownYuan(due) },
    ...payments
      .filter(({ reversed }) => reversed === null)
      .map(({ paidOn, amount, reference }): ReceiptLine => ({
        kind: 'detail',
        label: `${paidOn} ${reference}`,
        amount: shownYuan(amount),
      })),
    { label: words('invoicing.paid'), amount: shownYuan(paid), kind: 'subtotal' },
    ...(credit === '0.00' ? [] : [{ label: words('invoicing.credit'), amount: shownYuan(credit) }]),
  ]
}

/** How many covers are written while a confirmation runs. */
function Confirming({ id, people }: { id: string; people: number }): ReactElement {
  const { data } = useEndpointQuery(confirmProgress, { id }, { every: 500 })
  const { done, total } = data?.running ?? { done: 0, total: people }
  return (
    <div className="stack" role="status">
      <p>{words('invoicing.confirming')}</p>
      <Progress
        label={words('invoicing.covers', { done: shownCount(done), total: shownCount(total) })}
        done={done}
        total={total}
      />
    </div>
  )
}

/** What is due against what came, and 【到账确认】, which makes the covers of all people or of none. */
export function ConfirmPayment({ invoicing }: { invoicing: Invoicing }): ReactElement {
  const { id, number, version, state, due, paid, plans, holder } = invoicing
  const [asking, setAsking] = useState(false)
  const confirm = useCommand(confirmPayment, {
    refreshes: [getInvoicing, 'enrolment', 'certificates', countWork],
    onDone: () => setAsking(false),
  })
  const missing = missingOf(due, paid)
  const missingReason =
    missing === '0.00' ? undefined : words('invoicing.stillMissing', { missing: shownYuan(missing) })
  const people = plans.reduce((sum, plan) => sum + plan.people, 0)
  return (
    <>
      <div className={classNames(missing !== '0.00' && 'owing')}>
        <Receipt
          title={words('invoicing.balance')}
          lines={linesOf(invoicing)}
          total={{ label: words('invoicing.missing'), amount: shownYuan(missing) }}
          source={words('invoicing.balanceText')}
        />
      </div>
      {confirm.output !== undefined && (
        <Notice tone="ok" live>
          <p>
            <b>{words('invoicing.confirmed', { covers: shownCount(confirm.output.covers) })}</b>
          </p>
          <p>{words('invoicing.letters', { numbers: listOf(confirm.output.certificates) })}</p>
        </Notice>
      )}
      {state === 'payment' ? (
        <Button
          kind="primary"
          icon="coins"
          reason={holder?.mine === true ? missingReason : words('invoicing.takeFirst')}
          onClick={() => setAsking(true)}
        >
          {words('menu.payments')}
        </Button>
      ) : (
        <LinkButton kind="primary" to="/payments">
          {words('invoicing.nextOne')}
        </LinkButton>
      )}
      {asking && (
        <ConfirmDialog
          title={words('invoicing.confirmTitle', { number, paid: shownYuan(paid) })}
          action={words('menu.payments')}
          pending={confirm.pending}
          error={confirm.error === null ? undefined : sentenceOf(confirm.error)}
          onCancel={() => setAsking(false)}
          onConfirm={() => confirm.run({ id, version })}
        >
          {confirm.pending ? (
            <Confirming id={id} people={people} />
          ) : (
            <p>{words('invoicing.confirmText', { people: shownCount(people) })}</p>
          )}
        </ConfirmDialog>
      )}
    </>
  )
}
