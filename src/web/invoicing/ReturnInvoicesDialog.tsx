import '../words/zh/invoicing.ts'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { getInvoicing, returnInvoices } from '../../contract/invoicing.ts'
import { countWork } from '../../contract/work-pool.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { ConfirmDialog } from '../ui/Dialog.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { Invoicing } from './invoicing.ts'

/** Finance returns the enrolment to 开票录入 with a reason, while no money is recorded. */
export function ReturnInvoicesDialog(props: { invoicing: Invoicing; onClose: () => void }): ReactElement {
  const { invoicing, onClose } = props
  const { id, number, version } = invoicing
  const navigate = useNavigate()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const command = useCommand(returnInvoices, {
    refreshes: [getInvoicing, 'enrolment', countWork],
    onDone: () => {
      toast(words('invoicing.returned', { number }))
      void navigate({ to: '/payments' })
    },
  })
  const text = reason.replace(/\s+/g, ' ').trim()
  return (
    <ConfirmDialog
      title={words('invoicing.returnTitle', { number })}
      action={words('invoicing.return')}
      danger
      pending={command.pending}
      error={command.error === null ? undefined : sentenceOf(command.error)}
      onCancel={onClose}
      onConfirm={() => (text === '' ? setTried(true) : command.run({ id, version, reason: text }))}
    >
      <TextArea
        label={words('invoicing.returnReason')}
        required
        maxLength={500}
        error={tried && text === '' ? words('form.fill') : undefined}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </ConfirmDialog>
  )
}
