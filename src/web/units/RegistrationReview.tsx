import { useState, type ReactElement } from 'react'
import { viewRegistrationDocument } from '../../contract/registration.ts'
import { REGISTRATION_WORDS } from '../../contract/words/registration-words.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { timeInWords } from '../shared/time-in-words.ts'
import { downloadAddress } from '../shared/upload-file.ts'
import { LinkButton } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/Dialog.tsx'
import { ImageViewer } from '../ui/ImageViewer.tsx'
import { words } from '../words/words.ts'
import { RegistrationTag } from './RegistrationTag.tsx'
import { ReturnDialog } from './ReturnDialog.tsx'
import { ReviewBar } from './ReviewBar.tsx'
import { ReviewFacts } from './ReviewFacts.tsx'
import { ReviewHistory, ReviewWarnings } from './ReviewNotes.tsx'
import { useDecision } from './use-decision.ts'
import type { OpenedRegistration } from './use-opened-registration.ts'
import { useReviewReasons } from './use-review-reasons.ts'

export type RegistrationReviewProps = { readonly opened: OpenedRegistration; readonly onChanged: () => void }

/** Pictures left; what was entered, what is alike and what happened right; the decision at the foot. */
export function RegistrationReview({ opened, onChanged }: RegistrationReviewProps): ReactElement {
  const { id, registration, agencyName, submittedAt, holder } = opened
  const { number, state, documents, version } = registration
  const [asking, setAsking] = useState<'approve' | 'return'>()
  const reasons = useReviewReasons(opened)
  const decision = useDecision(id, reasons)
  const unitName = registration.fields.name ?? ''
  const mine = state === 'submitted' && holder?.mine === true
  const problem = decision.error === null ? undefined : sentenceOf(decision.error)
  const close = () => {
    setAsking(undefined)
    decision.reset()
  }
  return (
    <div className="page">
      <PageHead
        title={words('units.review.title')}
        object={number ?? ''}
        text={
          <span className="row">
            <RegistrationTag state={state} />
            {words('units.review.facts', { unitName, agencyName, at: timeInWords(submittedAt) })}
          </span>
        }
        actions={<LinkButton to="/registrations">{words('units.review.toPool')}</LinkButton>}
      />
      <div className="review">
        <ImageViewer
          label={words('units.review.pictures')}
          images={documents.map(({ kind, fileId }) => ({
            key: kind,
            label: REGISTRATION_WORDS[kind],
            address: downloadAddress(viewRegistrationDocument, { id, fileId }),
          }))}
        />
        <div className="stack">
          <ReviewWarnings opened={opened} />
          <ReviewFacts opened={opened} reasons={mine ? reasons : undefined} />
          <ReviewHistory opened={opened} />
        </div>
      </div>
      {state === 'submitted' && (
        <ReviewBar
          opened={opened}
          pointed={reasons.all.length}
          keeping={reasons.keeping}
          releasing={decision.releasing}
          releaseError={decision.releaseError}
          onTaken={onChanged}
          onRelease={decision.release}
          onReturn={() => setAsking('return')}
          onApprove={() => setAsking('approve')}
        />
      )}
      {asking === 'approve' && (
        <ConfirmDialog
          title={words('units.review.approveTitle', { unitName })}
          action={words('units.review.approve')}
          pending={decision.pending}
          error={problem}
          onConfirm={() => decision.approve(version)}
          onCancel={close}
        >
          <p>{words('units.review.approveText')}</p>
        </ConfirmDialog>
      )}
      {asking === 'return' && (
        <ReturnDialog
          unitName={unitName}
          reasons={reasons}
          pending={decision.pending}
          error={problem}
          onReturn={() => decision.giveBack(version)}
          onClose={close}
        />
      )}
    </div>
  )
}
