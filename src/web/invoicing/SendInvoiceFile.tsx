import '../words/zh/invoicing.ts'
import { useState, type ReactElement } from 'react'
import { getInvoicing } from '../../contract/invoicing.ts'
import { uploadInvoiceFile } from '../../contract/invoice-files.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { shownYuan } from '../shared/shown.ts'
import { useUpload } from '../shared/use-upload.ts'
import { ConfirmDialog } from '../ui/Dialog.tsx'
import { FileDrop } from '../ui/FileDrop.tsx'
import { Progress } from '../ui/Progress.tsx'
import { words } from '../words/words.ts'
import type { Invoice } from './invoicing.ts'

type Props = { readonly invoice: Invoice; readonly plan: string }

/** Where an invoice file is dropped. It is mailed at once and cannot be called back, so it is asked for whom it is first. */
export function SendInvoiceFile({ invoice: { id, title, amount, mail }, plan }: Props): ReactElement {
  const [chosen, setChosen] = useState<File>()
  const upload = useUpload(uploadInvoiceFile, { refreshes: [getInvoicing], onDone: () => setChosen(undefined) })
  return (
    <>
      <FileDrop
        label={words('invoicing.upload')}
        hint={words('invoicing.uploadHint')}
        kinds={['.pdf', '.ofd']}
        maxBytes={uploadInvoiceFile.limit}
        disabled={upload.sending !== undefined}
        onFiles={([file]) => setChosen(file)}
      />
      {chosen !== undefined && (
        <ConfirmDialog
          title={words('invoicing.sendTitle', { name: chosen.name })}
          action={words('invoicing.send')}
          pending={upload.sending !== undefined}
          error={upload.error === undefined ? undefined : sentenceOf(upload.error)}
          onCancel={() => {
            upload.reset()
            setChosen(undefined)
          }}
          onConfirm={() => void upload.send({ id }, chosen)}
        >
          <p>
            <b>{title}</b> · {plan} · {shownYuan(amount)}
            {words('ui.yuan')}
          </p>
          <p>{words('invoicing.sendText', { mail })}</p>
          {upload.sending !== undefined && <Progress label={chosen.name} done={upload.sending.share} total={1} />}
        </ConfirmDialog>
      )}
    </>
  )
}
