import type { ReactElement } from 'react'
import { getInvoicing, removeInvoice, saveInvoice } from '../../contract/invoicing.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { shownCount, shownYuan } from '../shared/shown.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { DataTable, type Column } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Notice } from '../ui/Notice.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { Invoice, Invoicing, Proposal } from './invoicing.ts'

type Row = (Invoice & { readonly saved: true }) | (Proposal & { readonly saved: false })

export type InvoiceTableProps = {
  readonly invoicing: Invoicing
  readonly proposals: readonly Proposal[]
  readonly editable: boolean
  readonly onNew: () => void
  readonly onChange: (invoiceId: string) => void
  readonly onPropose: (planCode: string) => void
}

function columnsFor({ plans }: Invoicing): readonly Column<Row>[] {
  return [
    {
      key: 'state',
      head: words('enrolment.state'),
      render: ({ saved }) => (
        <StateTag tone={saved ? 'done' : 'draft'} label={words(saved ? 'invoicing.saved' : 'invoicing.proposed')} />
      ),
    },
    {
      key: 'plan',
      head: words('plans.plan'),
      render: (row) => plans.find(({ planCode }) => planCode === row.planCode)?.name,
      most: 9,
    },
    {
      key: 'title',
      head: words('invoicing.titleName'),
      render: ({ title }) => <span title={title}>{title}</span>,
      most: 9,
    },
    { key: 'amount', head: words('invoicing.amount'), render: ({ amount }) => shownYuan(amount), end: true },
    { key: 'heads', head: words('invoicing.heads'), render: ({ heads }) => shownCount(heads), end: true },
    { key: 'kind', head: words('invoicing.kind'), render: ({ kind }) => words(`invoicing.kind.${kind}`) },
    { key: 'mail', head: words('invoicing.mail'), render: ({ mail }) => <span title={mail}>{mail}</span>, most: 8 },
    { key: 'dated', head: words('invoicing.dated'), render: (row) => (row.saved ? row.dated : '') },
  ]
}

/** 开票信息: the invoices asked for, and those proposed for plans that have none. */
export function InvoiceTable(props: InvoiceTableProps): ReactElement {
  const { invoicing, proposals, editable, onNew, onChange, onPropose } = props
  const { id, invoices } = invoicing
  const refreshes = [getInvoicing]
  const restore = useCommand(saveInvoice, { refreshes })
  const remove = useCommand(removeInvoice, { refreshes })
  const takeOut = async ({
    id: invoiceId,
    planCode,
    kind,
    titleKind,
    title,
    taxNumber,
    amount,
    heads,
    ...rest
  }: Invoice) => {
    const { mail, mobile, remark } = rest
    await remove.ask({ id, invoiceId })
    toast(words('invoicing.removed'), () =>
      restore.run({ id, planCode, kind, titleKind, title, taxNumber, amount, heads, mail, mobile, remark }),
    )
  }
  const rows: readonly Row[] = [
    ...invoices.map((invoice) => ({ ...invoice, saved: true as const })),
    ...proposals.map((proposal) => ({ ...proposal, saved: false as const })),
  ]
  const renderActions = (row: Row) => (
    <>
      <Button kind="text" onClick={() => (row.saved ? onChange(row.id) : onPropose(row.planCode))}>
        {words('invoicing.change')}
      </Button>
      {row.saved && (
        <Button kind="text" danger onClick={() => void takeOut(row).catch(() => undefined)}>
          {words('enrolment.delete')}
        </Button>
      )}
    </>
  )
  const error = remove.error ?? restore.error
  return (
    <section className="card short" aria-labelledby="invoices">
      <div className="card-head">
        <h2 id="invoices">{words('invoicing.invoices')}</h2>
        {editable && (
          <Button icon="receipt" onClick={onNew}>
            {words('invoicing.new')}
          </Button>
        )}
      </div>
      {proposals.length > 0 && <p className="card-body quiet">{words('invoicing.proposedText')}</p>}
      {error !== null && (
        <Notice tone="danger" live>
          {sentenceOf(error)}
        </Notice>
      )}
      <DataTable
        label={words('invoicing.invoices')}
        columns={columnsFor(invoicing)}
        rows={rows}
        rowKey={(row) => (row.saved ? row.id : row.planCode)}
        rowName={({ title }) => title}
        {...(editable && { renderActions })}
        empty={
          <EmptyState
            heading="h3"
            icon="receipt"
            title={words('invoicing.noInvoice')}
            text={words('invoicing.noInvoiceText')}
          />
        }
      />
    </section>
  )
}
