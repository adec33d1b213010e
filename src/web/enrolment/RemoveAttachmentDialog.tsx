import '../words/zh/enrolment.ts'
import type { ReactElement } from 'react'
import { removeAttachment } from '../../contract/enrolment-attachments.ts'
import { getEnrolment } from '../../contract/enrolment.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { ConfirmDialog } from '../ui/Dialog.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { Attachment } from './enrolment-detail.ts'

export type RemoveAttachmentDialogProps = {
  readonly enrolmentId: string
  readonly attachment: Attachment
  readonly onClose: () => void
}

/** 删除 of an attachment asks first: its file is gone for good. */
export function RemoveAttachmentDialog(props: RemoveAttachmentDialogProps): ReactElement {
  const { enrolmentId, attachment, onClose } = props
  const { name } = attachment
  const remove = useCommand(removeAttachment, {
    refreshes: [getEnrolment],
    onDone: () => {
      toast(words('enrolment.removedOne', { name }))
      onClose()
    },
  })
  return (
    <ConfirmDialog
      title={words('enrolment.removeFileTitle', { name })}
      action={words('enrolment.delete')}
      danger
      pending={remove.pending}
      error={remove.error === null ? undefined : sentenceOf(remove.error)}
      onCancel={onClose}
      onConfirm={() => remove.run({ id: enrolmentId, attachmentId: attachment.id })}
    >
      <p>{words('enrolment.removeFileText')}</p>
    </ConfirmDialog>
  )
}
