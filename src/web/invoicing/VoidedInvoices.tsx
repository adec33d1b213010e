import type { ReactElement } from 'react'
import { downloadInvoiceFile } from '../../contract/invoicing.ts'
import { DownloadButton } from '../shared/DownloadButton.tsx'
import { shownCount, shownYuan } from '../shared/shown.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import { DataTable, type Column } from '../ui/DataTable.tsx'
import { words } from '../words/words.ts'
import type { Invoicing } from './invoicing.ts'

type Voided = Invoicing['voided'][number]

function Files({ id, files }: Voided): ReactElement {
  return (
    <>
      {files.map((file) => (
        <DownloadButton key={file.id} kind="text" route={downloadInvoiceFile} input={{ id, fileId: file.id }}>
          {file.name}
        </DownloadButton>
      ))}
    </>
  )
}

const columns: readonly Column<Voided>[] = [
  { key: 'plan', head: words('plans.plan'), render: ({ planName }) => planName, most: 9 },
  { key: 'title', head: words('invoicing.titleName'), render: ({ title }) => title, most: 9 },
  { key: 'amount', head: words('invoicing.amount'), render: ({ amount }) => shownYuan(amount), end: true },
  { key: 'heads', head: words('invoicing.heads'), render: ({ heads }) => shownCount(heads), end: true },
  {
    key: 'reason',
    head: words('invoicing.voidReason'),
    render: ({ reason }) => words(`invoicing.voidReason.${reason}`),
    most: 16,
  },
  { key: 'at', head: words('invoicing.voidedAt'), render: ({ voidedAt }) => timeInWords(voidedAt) },
  { key: 'files', head: words('invoicing.files'), render: Files },
]

/** Requests that no longer count, each with its reason, and the files that were issued for them. */
export function VoidedInvoices({ invoicing: { voided } }: { invoicing: Invoicing }): ReactElement | null {
  if (voided.length === 0) return null
  return (
    <section className="card short" aria-labelledby="voided">
      <div className="card-head">
        <h2 id="voided">{words('invoicing.voided')}</h2>
      </div>
      <p className="card-body quiet">{words('invoicing.voidedText')}</p>
      <DataTable
        label={words('invoicing.voided')}
        columns={columns}
        rows={voided}
        rowKey={({ id }) => id}
        rowName={({ title }) => title}
        empty={null}
      />
    </section>
  )
}
