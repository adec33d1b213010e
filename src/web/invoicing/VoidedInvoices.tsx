import '../words/zh/invoicing.ts'
import type { ReactElement } from 'react'
import { downloadInvoiceFile } from '../../contract/invoice-files.ts'
import { DownloadButton } from '../shared/DownloadButton.tsx'
import { shownCount, shownYuan } from '../shared/shown.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import { words } from '../words/words.ts'
import type { Invoicing } from './invoicing.ts'

type Voided = Invoicing['voided'][number]

function VoidedInvoice({ invoice }: { invoice: Voided }): ReactElement {
  const { id, title, taxNumber, planName, kind, amount, heads, perHead, reason, voidedAt, files } = invoice
  return (
    <li>
      <h3>
        {title} <span className="quiet">{taxNumber}</span>
      </h3>
      <p>
        {planName} · {words(`invoicing.kind.${kind}`)} · {shownYuan(amount)}
        {words('ui.yuan')} · {words('invoicing.headsAt', { heads: shownCount(heads), perHead: shownYuan(perHead) })}
      </p>
      <p className="quiet">
        {words(`invoicing.voidReason.${reason}`)} · {words('invoicing.voidedAt', { time: timeInWords(voidedAt) })}
      </p>
      {files.map((file) => (
        <p key={file.id} className="row">
          <DownloadButton kind="text" route={downloadInvoiceFile} input={{ id, fileId: file.id }}>
            {file.name}
          </DownloadButton>
          {file.removed !== null && (
            <span className="quiet">
              {words('invoicing.fileRemoved', { time: timeInWords(file.removed.at), reason: file.removed.reason })}
            </span>
          )}
        </p>
      ))}
    </li>
  )
}

/** Requests that no longer count, each with its reason, and the files that were issued for them. */
export function VoidedInvoices({ invoicing: { voided } }: { invoicing: Invoicing }): ReactElement {
  return (
    <section className="card card-body stack" aria-labelledby="voided">
      <h2 id="voided">{words('invoicing.voided')}</h2>
      <p className="quiet">{words('invoicing.voidedText')}</p>
      <ul className="voided-invoices">
        {voided.map((invoice) => (
          <VoidedInvoice key={invoice.id} invoice={invoice} />
        ))}
      </ul>
    </section>
  )
}
