import type { ReactElement } from 'react'
import { viewAttachment } from '../../contract/enrolment-attachments.ts'
import { DownloadButton } from '../shared/DownloadButton.tsx'
import { sizeInWords } from '../ui/FileDrop.tsx'
import { words } from '../words/words.ts'
import type { EnrolmentDetail } from './enrolment-detail.ts'

/** The attachments of an enrolment, to be looked at, and the unit's explanation. */
export function AttachmentList({ enrolment }: { enrolment: EnrolmentDetail }): ReactElement {
  const { id, attachments, explanation } = enrolment
  return (
    <section className="card card-body stack" aria-labelledby="attachments">
      <h2 id="attachments">{words('enrolment.attachments')}</h2>
      {attachments.length === 0 && <p className="quiet">{words('enrolment.noAttachments')}</p>}
      <ul className="files">
        {attachments.map(({ id: attachmentId, kind, name, size }) => (
          <li key={attachmentId}>
            <span className="file-name">
              {words(`enrolment.attachment.${kind}`)} · {name} <span className="quiet">{sizeInWords(size)}</span>
            </span>
            <DownloadButton
              kind="text"
              route={viewAttachment}
              input={{ id, attachmentId }}
              name={words('enrolment.downloadOf', { name })}
            >
              {words('enrolment.download')}
            </DownloadButton>
          </li>
        ))}
      </ul>
      {explanation !== '' && (
        <div>
          <h3>{words('enrolment.explanation')}</h3>
          <p className="explanation">{explanation}</p>
        </div>
      )}
    </section>
  )
}
