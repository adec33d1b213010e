import type { ReactElement } from 'react'
import { shownCount, shownYuan } from '../shared/shown.ts'
import { classNames } from '../ui/class-names.ts'
import { DataTable, type Column } from '../ui/DataTable.tsx'
import { words } from '../words/words.ts'
import { missingOf, type InvoicedPlan, type Invoicing } from './invoicing.ts'

function Left({ due, invoiced }: InvoicedPlan): ReactElement {
  const left = missingOf(due, invoiced)
  return <span className={classNames(left !== '0.00' && 'late')}>{shownYuan(left)}</span>
}

const columns: readonly Column<InvoicedPlan>[] = [
  { key: 'name', head: words('plans.plan'), render: ({ name }) => <span title={name}>{name}</span>, most: 12 },
  { key: 'people', head: words('enrolment.people'), render: ({ people }) => shownCount(people), end: true },
  { key: 'shares', head: words('enrolment.shares'), render: ({ shares }) => shares, end: true },
  { key: 'due', head: words('invoicing.due'), render: ({ due }) => shownYuan(due), end: true },
  { key: 'invoiced', head: words('invoicing.invoiced'), render: ({ invoiced }) => shownYuan(invoiced), end: true },
  { key: 'left', head: words('invoicing.left'), render: Left, end: true },
  {
    key: 'heads',
    head: words('invoicing.invoicedHeads'),
    render: ({ invoicedHeads }) => shownCount(invoicedHeads),
    end: true,
  },
  { key: 'cap', head: words('invoicing.cap'), render: ({ perHeadCap }) => shownYuan(perHeadCap), end: true },
]

/** What is due and what is on invoices, for every plan. */
export function DuePlans({ invoicing }: { invoicing: Invoicing }): ReactElement {
  return (
    <section className="card short" aria-labelledby="due">
      <div className="card-head">
        <h2 id="due">{words('invoicing.dueTitle')}</h2>
        <span className="quiet small">{words('invoicing.capText')}</span>
      </div>
      <DataTable
        label={words('invoicing.dueTitle')}
        columns={columns}
        rows={invoicing.plans}
        rowKey={({ planCode }) => planCode}
        rowName={({ name }) => name}
        empty={null}
      />
    </section>
  )
}
