import { useState, type ReactElement } from 'react'
import { voidEnrolment } from '../../contract/enrolment-review.ts'
import { getEnrolment, listEnrolments } from '../../contract/enrolment.ts'
import { countWork } from '../../contract/work-pool.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { ConfirmDialog } from '../ui/Dialog.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { EnrolmentDetail } from './enrolment-detail.ts'

type Props = { readonly enrolment: EnrolmentDetail; readonly onClose: () => void }

/** 作废 of an approved enrolment for which no money came; the people become free again. */
export function VoidDialog({ enrolment, onClose }: Props): ReactElement {
  const { id, number, version } = enrolment
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const command = useCommand(voidEnrolment, {
    refreshes: [getEnrolment, listEnrolments, countWork],
    onDone: () => {
      toast(words('enrolment.voidDone', { number }))
      onClose()
    },
  })
  const text = reason.replace(/\s+/g, ' ').trim()
  return (
    <ConfirmDialog
      title={words('enrolment.voidTitle', { number })}
      action={words('enrolment.void')}
      danger
      pending={command.pending}
      error={command.error === null ? undefined : sentenceOf(command.error)}
      onCancel={onClose}
      onConfirm={() => (text === '' ? setMissing(true) : command.run({ id, version, reason: text }))}
    >
      <p>{words('enrolment.voidText')}</p>
      <TextArea
        label={words('enrolment.voidReason')}
        required
        maxLength={500}
        error={missing && text === '' ? words('form.fill') : undefined}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </ConfirmDialog>
  )
}
