import '../words/zh/invoicing.ts'
import type { ReactElement } from 'react'
import { getInvoicing } from '../../contract/invoicing.ts'
import { removeInvoiceFile } from '../../contract/invoice-files.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { Invoice } from './invoicing.ts'

type Props = {
  readonly invoice: Invoice
  readonly file: Invoice['files'][number]
  readonly onClose: () => void
}

/** Takes back a file that was sent for the wrong invoice, with the reason that stays beside it. */
export function RemoveInvoiceFileDialog({ invoice: { id, mail }, file, onClose }: Props): ReactElement {
  const { id: fileId, name } = file
  const command = useCommand(removeInvoiceFile, {
    refreshes: [getInvoicing],
    onDone: () => {
      toast(words('invoicing.fileRemovedNow', { name }))
      onClose()
    },
  })
  return (
    <ReasonDialog
      title={words('invoicing.removeFileTitle', { name })}
      label={words('invoicing.removeFileReason')}
      most={200}
      action={words('invoicing.removeFile')}
      danger
      pending={command.pending}
      error={command.error === null ? undefined : sentenceOf(command.error)}
      onCancel={onClose}
      onConfirm={(reason) => command.run({ id, fileId, reason })}
    >
      <p>{words('invoicing.removeFileText', { mail })}</p>
    </ReasonDialog>
  )
}
