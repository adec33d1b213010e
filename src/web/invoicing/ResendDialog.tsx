import '../words/zh/invoicing.ts'
import { useState, type ReactElement } from 'react'
import { getInvoicing } from '../../contract/invoicing.ts'
import { resendInvoiceFile } from '../../contract/invoice-files.ts'
import { parseMail } from '../../domain/units/reach.ts'
import { unitRefusals } from '../../contract/words/refusals-units.ts'
import { sentenceIn } from '../../contract/words/refusal-words.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { ConfirmDialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/TextField.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { Invoice } from './invoicing.ts'

type Props = {
  readonly invoice: Invoice
  readonly file: Invoice['files'][number]
  readonly onClose: () => void
}

/** 重新发送: the file goes out once more, to the address shown here, which can be corrected first. */
export function ResendDialog({ invoice, file, onClose }: Props): ReactElement {
  const [mail, setMail] = useState(invoice.mail)
  const [tried, setTried] = useState(false)
  const command = useCommand(resendInvoiceFile, {
    refreshes: [getInvoicing],
    onDone: () => {
      toast(words('invoicing.resent', { name: file.name, mail: mail.trim() }))
      onClose()
    },
  })
  const parsed = parseMail(mail)
  const problem = parsed.ok ? undefined : sentenceIn(unitRefusals, parsed.refusal)
  return (
    <ConfirmDialog
      title={words('invoicing.resendTitle', { name: file.name })}
      action={words('invoicing.resend')}
      pending={command.pending}
      error={command.error === null ? undefined : sentenceOf(command.error)}
      onCancel={onClose}
      onConfirm={() =>
        parsed.ok ? command.run({ id: invoice.id, fileId: file.id, mail: parsed.value }) : setTried(true)
      }
    >
      <TextField
        label={words('invoicing.mail')}
        required
        maxLength={100}
        hint={words('invoicing.resendHint')}
        error={tried ? problem : undefined}
        value={mail}
        onChange={(event) => setMail(event.target.value)}
      />
    </ConfirmDialog>
  )
}
