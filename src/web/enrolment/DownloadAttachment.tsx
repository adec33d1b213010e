import type { ReactElement } from 'react'
import { viewAttachment } from '../../contract/enrolment-attachments.ts'
import { DownloadButton } from '../shared/DownloadButton.tsx'
import { words } from '../words/words.ts'

export type DownloadAttachmentProps = {
  /** The enrolment. */
  readonly id: string
  readonly attachment: { readonly id: string; readonly name: string }
}

/** 下载 beside the name of an attachment. */
export function DownloadAttachment({ id, attachment }: DownloadAttachmentProps): ReactElement {
  return (
    <DownloadButton
      kind="text"
      route={viewAttachment}
      input={{ id, attachmentId: attachment.id }}
      name={words('enrolment.downloadOf', { name: attachment.name })}
    >
      {words('enrolment.download')}
    </DownloadButton>
  )
}
