import '../words/zh/invoicing.ts'
import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { getInvoicing, returnInvoices } from '../../contract/invoicing.ts'
import { countWork } from '../../contract/work-pool.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { Invoicing } from './invoicing.ts'

/** Finance returns the enrolment to 开票录入 with a reason, while no money is recorded. */
export function ReturnInvoicesDialog(props: { invoicing: Invoicing; onClose: () => void }): ReactElement {
  const { invoicing, onClose } = props
  const { id, number, version } = invoicing
  const navigate = useNavigate()
  const command = useCommand(returnInvoices, {
    refreshes: [getInvoicing, 'enrolment', countWork],
    onDone: () => {
      toast(words('invoicing.returned', { number }))
      void navigate({ to: '/payments' })
    },
  })
  return (
    <ReasonDialog
      title={words('invoicing.returnTitle', { number })}
      label={words('invoicing.returnReason')}
      most={500}
      action={words('invoicing.return')}
      danger
      pending={command.pending}
      error={command.error === null ? undefined : sentenceOf(command.error)}
      onCancel={onClose}
      onConfirm={(reason) => command.run({ id, version, reason })}
    />
  )
}
