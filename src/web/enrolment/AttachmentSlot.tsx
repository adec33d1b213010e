import { lazy, Suspense, useState, type ReactElement } from 'react'
import { uploadAttachment } from '../../contract/enrolment-attachments.ts'
import { getEnrolment } from '../../contract/enrolment.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useUpload } from '../shared/use-upload.ts'
import { Button } from '../ui/Button.tsx'
import { FileDrop, sizeInWords } from '../ui/FileDrop.tsx'
import { Progress } from '../ui/Progress.tsx'
import { words } from '../words/words.ts'
import { DownloadAttachment } from './DownloadAttachment.tsx'
import { reasonsAbout, type Attachment, type EnrolmentDetail } from './enrolment-detail.ts'

const RemoveAttachmentDialog = lazy(() =>
  import('./RemoveAttachmentDialog.tsx').then((file) => ({ default: file.RemoveAttachmentDialog })),
)

const KINDS = ['.jpg', '.jpeg', '.png', '.pdf']

export type AttachmentSlotProps = {
  readonly enrolment: EnrolmentDetail
  readonly kind: Attachment['kind']
  readonly required: boolean
}

/** A file that did not come through, and why. */
type Failed = { readonly name: string; readonly problem: string }

/** One kind of attachment: what is there, and where more can be dropped. */
export function AttachmentSlot({ enrolment, kind, required }: AttachmentSlotProps): ReactElement {
  const { id } = enrolment
  const [failed, setFailed] = useState<readonly Failed[]>([])
  const upload = useUpload(uploadAttachment, {
    refreshes: [getEnrolment],
    onFailed: (error, { name }) => setFailed((others) => [...others, { name, problem: sentenceOf(error) }]),
  })
  const [removing, setRemoving] = useState<Attachment>()
  const [waiting, setWaiting] = useState(0)
  const given = enrolment.attachments.filter((attachment) => attachment.kind === kind)
  const asked = reasonsAbout(enrolment, 'submission', kind)
  const name = words(`enrolment.attachment.${kind}`)
  const sendAll = async (files: readonly File[]) => {
    setWaiting(files.length)
    setFailed([])
    for (const file of files) {
      await upload.send({ id, kind }, file)
      setWaiting((count) => count - 1)
    }
  }
  return (
    <div className="slot" id={kind} tabIndex={-1}>
      <h3>
        {name}
        <span className={required && given.length === 0 ? 'late' : 'quiet'}>
          {' '}
          {words(required ? 'ui.required' : 'ui.optional')}
        </span>
      </h3>
      {asked !== undefined && <p className="field-error">{asked}</p>}
      {given.length > 0 && (
        <ul className="files">
          {given.map((attachment) => (
            <li key={attachment.id}>
              <span className="file-name">
                {attachment.name} <span className="quiet">{sizeInWords(attachment.size)}</span>
              </span>
              <DownloadAttachment id={id} attachment={attachment} />
              <Button
                kind="text"
                danger
                aria-label={words('enrolment.removeOne', { name: attachment.name })}
                onClick={() => {
                  upload.forget()
                  setRemoving(attachment)
                }}
              >
                {words('enrolment.delete')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <FileDrop
        label={words('enrolment.upload', { name })}
        hint={words('enrolment.attachmentHint')}
        kinds={KINDS}
        maxBytes={uploadAttachment.limit}
        multiple
        disabled={waiting > 0}
        onFiles={(files) => void sendAll(files)}
      />
      {upload.sending !== undefined && (
        <Progress
          label={words('enrolment.uploading', { name: upload.sending.file.name })}
          done={upload.sending.share}
          total={1}
        />
      )}
      {failed.map((file, index) => (
        <span key={`${index} ${file.name}`} className="field-error" role="alert">
          {words('enrolment.attachmentFailed', file)}
        </span>
      ))}
      {removing !== undefined && (
        <Suspense fallback={null}>
          <RemoveAttachmentDialog enrolmentId={id} attachment={removing} onClose={() => setRemoving(undefined)} />
        </Suspense>
      )}
    </div>
  )
}
