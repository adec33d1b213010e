import '../words/zh/enrolment.ts'
import '../words/zh/review.ts'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { returnEnrolment } from '../../contract/enrolment-review.ts'
import { getEnrolment, listEnrolments } from '../../contract/enrolment.ts'
import { countWork } from '../../contract/work-pool.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { CancelButton } from '../ui/CancelButton.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Notice } from '../ui/Notice.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { EnrolmentDetail } from './enrolment-detail.ts'
import { ReasonFields } from './ReasonFields.tsx'
import { placesOf, sentReason, type ReturnDraft } from './use-return-draft.ts'

export type ReturnDialogProps = {
  readonly enrolment: EnrolmentDetail
  readonly draft: ReturnDraft
  readonly onClose: () => void
  readonly onReturned: () => void
}

/** 退回 with reasons, each pointing at a step, a field or a person: they become the unit's list of what to mend. */
export function ReturnDialog({ enrolment, draft, onClose, onReturned }: ReturnDialogProps): ReactElement {
  const { id, number, version } = enrolment
  const { reasons, add } = draft
  const [attempt, setAttempt] = useState(0)
  const started = useRef(false)
  const command = useCommand(returnEnrolment, {
    refreshes: [listEnrolments, getEnrolment, countWork],
    before: draft.decided,
    onDone: () => {
      toast(words('review.returned', { number }))
      onReturned()
    },
    onFailed: draft.undecided,
  })
  useEffect(() => {
    if (!started.current && reasons.length === 0) add()
    started.current = true
  }, [reasons.length, add])
  const empty = reasons.filter(({ text }) => text.trim() === '')
  const lines =
    reasons.length === 0
      ? [{ message: words('review.noReason') }]
      : empty.map(({ key }) => ({ field: `reason-${key}`, message: words('review.reasonEmpty') }))
  const send = () => {
    if (lines.length > 0) setAttempt(attempt + 1)
    else command.run({ id, version, reasons: reasons.map((reason) => sentReason(reason, enrolment)) })
  }
  return (
    <Dialog
      title={words('review.returnTitle', { number })}
      size="medium"
      pending={command.pending}
      onClose={onClose}
      foot={
        <>
          <CancelButton pending={command.pending} onClick={onClose} />
          <Button danger pending={command.pending} onClick={send}>
            {words('review.return')}
          </Button>
        </>
      }
    >
      <div className="stack">
        {attempt > 0 && <ErrorSummary attempt={attempt} lines={lines} />}
        {command.error !== null && (
          <Notice tone="danger" live>
            {sentenceOf(command.error)}
          </Notice>
        )}
        <p className="quiet">{words('review.returnText')}</p>
        {reasons.map((reason, index) => (
          <ReasonFields
            key={reason.key}
            reason={reason}
            position={index + 1}
            places={placesOf(enrolment)}
            error={attempt > 0 && reason.text.trim() === '' ? words('form.fill') : undefined}
            onChange={(change) => draft.change(reason.key, change)}
            onRemove={() => draft.remove(reason.key)}
          />
        ))}
        <div className="row">
          <Button onClick={add}>{words('review.addReason')}</Button>
        </div>
      </div>
    </Dialog>
  )
}
