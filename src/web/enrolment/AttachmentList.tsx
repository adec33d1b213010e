import { lazy, Suspense, useState, type ReactElement } from 'react'
import { viewAttachment } from '../../contract/enrolment-attachments.ts'
import { imageKindOf } from '../../domain/files/upload-rules.ts'
import { downloadAddress } from '../shared/upload-file.ts'
import { Button } from '../ui/Button.tsx'
import { sizeInWords } from '../ui/FileDrop.tsx'
import { words } from '../words/words.ts'
import { DownloadAttachment } from './DownloadAttachment.tsx'
import type { Attachment, EnrolmentDetail } from './enrolment-detail.ts'

const ImageViewer = lazy(() => import('../ui/ImageViewer.tsx').then((file) => ({ default: file.ImageViewer })))

/**
 * The attachments of an enrolment and the unit's explanation. Pictures are looked at in the page, beside the roster and
 * without a copy on the disk; a PDF of somebody else's is only ever downloaded.
 */
export function AttachmentList({ enrolment }: { enrolment: EnrolmentDetail }): ReactElement {
  const { id, attachments, explanation } = enrolment
  const [shown, setShown] = useState<Attachment>()
  return (
    <section className="card card-body stack" aria-labelledby="attachments">
      <h2 id="attachments">{words('enrolment.attachments')}</h2>
      {attachments.length === 0 && <p className="quiet">{words('enrolment.noAttachments')}</p>}
      <ul className="files">
        {attachments.map((attachment) => (
          <li key={attachment.id}>
            <span className="file-name">
              {words(`enrolment.attachment.${attachment.kind}`)} · {attachment.name}{' '}
              <span className="quiet">{sizeInWords(attachment.size)}</span>
            </span>
            {imageKindOf(attachment.name) === undefined ? (
              <DownloadAttachment id={id} attachment={attachment} />
            ) : (
              <Button
                kind="text"
                aria-pressed={shown?.id === attachment.id}
                aria-label={words('enrolment.lookAtOf', { name: attachment.name })}
                onClick={() => setShown(shown?.id === attachment.id ? undefined : attachment)}
              >
                {words('enrolment.lookAt')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {shown !== undefined && (
        <Suspense fallback={null}>
          <ImageViewer
            key={shown.id}
            label={words('enrolment.attachments')}
            images={[
              {
                key: shown.id,
                label: shown.name,
                address: downloadAddress(viewAttachment, { id, attachmentId: shown.id }),
              },
            ]}
          />
        </Suspense>
      )}
      {explanation !== '' && (
        <div>
          <h3>{words('enrolment.explanation')}</h3>
          <p className="explanation">{explanation}</p>
        </div>
      )}
    </section>
  )
}
