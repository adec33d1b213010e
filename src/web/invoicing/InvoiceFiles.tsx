import '../words/zh/invoicing.ts'
import { useState, type ReactElement } from 'react'
import { downloadInvoiceFile } from '../../contract/invoice-files.ts'
import { DownloadButton } from '../shared/DownloadButton.tsx'
import { shownCount, shownYuan } from '../shared/shown.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import { Button } from '../ui/Button.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { words } from '../words/words.ts'
import type { Invoice, Invoicing } from './invoicing.ts'
import { RemoveInvoiceFileDialog } from './RemoveInvoiceFileDialog.tsx'
import { ResendDialog } from './ResendDialog.tsx'
import { SendInvoiceFile } from './SendInvoiceFile.tsx'

type File = Invoice['files'][number]
const SETTLED: ReadonlySet<File['progress']> = new Set(['sent', 'undelivered', 'doubtful'])

/** What became of the mail with a file, or why the file no longer counts. */
function FileState({ file: { progress, sentAt, removed } }: { file: File }): ReactElement {
  if (removed !== null) {
    const { at, reason } = removed
    return <span className="quiet">{words('invoicing.fileRemoved', { time: timeInWords(at), reason })}</span>
  }
  if (progress === 'undelivered' || progress === 'doubtful')
    return <StateTag tone="returned" label={words(`invoicing.mail.${progress}`)} />
  return (
    <span className="quiet">
      {sentAt === null
        ? words(progress === 'retrying' ? 'invoicing.mail.retrying' : 'invoicing.sending')
        : words('invoicing.sentAt', { time: timeInWords(sentAt) })}
    </span>
  )
}

function InvoiceFile({ invoice, plan }: { invoice: Invoice; plan: string }): ReactElement {
  const { id, title, taxNumber, amount, heads, perHead, mail, kind, dated, files } = invoice
  const [again, setAgain] = useState<File>()
  const [removing, setRemoving] = useState<File>()
  return (
    <div className="invoice-file">
      <div>
        <h3>
          {title} <span className="quiet">{taxNumber}</span>
        </h3>
        <p>
          {plan} · {words(`invoicing.kind.${kind}`)} · {shownYuan(amount)}
          {words('ui.yuan')} · {words('invoicing.headsAt', { heads: shownCount(heads), perHead: shownYuan(perHead) })}
        </p>
        <p className="quiet">{words('invoicing.mailedTo', { mail, dated })}</p>
        {files.map((file) => (
          <p key={file.id} className="row">
            <DownloadButton kind="text" route={downloadInvoiceFile} input={{ id, fileId: file.id }}>
              {file.name}
            </DownloadButton>
            <FileState file={file} />
            {file.removed === null && SETTLED.has(file.progress) && (
              <Button
                kind="text"
                aria-label={words('invoicing.resendOf', { name: file.name })}
                onClick={() => setAgain(file)}
              >
                {words('invoicing.resend')}
              </Button>
            )}
            {file.removed === null && (
              <Button
                kind="text"
                danger
                aria-label={words('invoicing.removeFileOf', { name: file.name })}
                onClick={() => setRemoving(file)}
              >
                {words('invoicing.removeFile')}
              </Button>
            )}
          </p>
        ))}
      </div>
      <div>
        {/* A file that was taken back may be sent again, as another upload: keys of earlier ones go with the component. */}
        <SendInvoiceFile key={files.filter(({ removed }) => removed !== null).length} invoice={invoice} plan={plan} />
      </div>
      {removing !== undefined && (
        <RemoveInvoiceFileDialog invoice={invoice} file={removing} onClose={() => setRemoving(undefined)} />
      )}
      {again !== undefined && <ResendDialog invoice={invoice} file={again} onClose={() => setAgain(undefined)} />}
    </div>
  )
}

/** The invoices asked for, each with its files, which are mailed to the address given. */
export function InvoiceFiles({ invoicing }: { invoicing: Invoicing }): ReactElement {
  const { invoices, plans } = invoicing
  return (
    <section className="card card-body stack" aria-labelledby="invoice-files">
      <h2 id="invoice-files">{words('invoicing.invoices')}</h2>
      {invoices.length === 0 && <p className="quiet">{words('invoicing.noInvoice')}</p>}
      <div className="invoice-files">
        {invoices.map((invoice) => (
          <InvoiceFile
            key={invoice.id}
            invoice={invoice}
            plan={plans.find(({ planCode }) => planCode === invoice.planCode)?.name ?? invoice.planCode}
          />
        ))}
      </div>
    </section>
  )
}
