import '../words/zh/claim-review.ts'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { listClaims } from '../../contract/claims.ts'
import { returnClaims } from '../../contract/claim-decisions.ts'
import { countWork } from '../../contract/work-pool.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { CancelButton } from '../ui/CancelButton.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Notice } from '../ui/Notice.tsx'
import { RadioGroup } from '../ui/RadioGroup.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { ClaimReview } from './review-desk.ts'
import { TogetherCases, useTogether } from './TogetherCases.tsx'
import { placeOfPoint } from './place-of-point.ts'
import { pointOf, type ClaimPoints, type DraftPoint } from './use-claim-points.ts'

export type ClaimReturnDialogProps = {
  readonly review: ClaimReview
  readonly points: ClaimPoints
  readonly imageNames: ReadonlyMap<string, string>
  readonly onClose: () => void
  readonly onDone: (decided: readonly string[]) => void
}

/** Points at images alone are mended at 材料上传, everything else at 费用录入. */
function proposedTarget(points: readonly DraftPoint[]): 'materials' | 'entry' {
  return points.length > 0 && points.every(({ target }) => target === 'material') ? 'materials' : 'entry'
}

/** 退回 with points at fields and images: they become the unit's list of what to mend. */
export function ClaimReturnDialog({
  review,
  points,
  imageNames,
  onClose,
  onDone,
}: ClaimReturnDialogProps): ReactElement {
  const { claim } = review
  const together = useTogether(review.together)
  const [chosen, setChosen] = useState<'materials' | 'entry'>()
  const [note, setNote] = useState('')
  const [attempt, setAttempt] = useState(0)
  const started = useRef(false)
  const { addCase } = points
  useEffect(() => {
    if (!started.current && points.points.length === 0) addCase()
    started.current = true
  }, [points.points.length, addCase])
  const command = useCommand(returnClaims, {
    refreshes: [listClaims, countWork],
    ...points.around,
    onDone: ({ cases }) => {
      toast(words('claimReview.returned', { number: claim.number }))
      onDone(cases.map(({ id }) => id))
    },
  })
  const to = chosen ?? proposedTarget(points.points)
  const empty = points.points.filter(({ text }) => text.trim() === '')
  const lines =
    points.points.length === 0
      ? [{ message: words('claimReview.noPoint') }]
      : empty.map(({ key }) => ({ field: `point-${key}`, message: words('claimReview.pointEmpty') }))
  const send = () => {
    if (lines.length > 0) return setAttempt(attempt + 1)
    command.run({
      cases: [{ id: claim.id, version: claim.version }, ...together.chosen],
      to,
      points: points.points.map((point) => ({ ...pointOf(point), text: point.text.trim() })),
      ...(note.trim() !== '' && { note: note.trim() }),
    })
  }
  return (
    <Dialog
      title={words('claimReview.returnTitle', { number: claim.number })}
      size="medium"
      pending={command.pending}
      onClose={onClose}
      foot={
        <>
          <CancelButton pending={command.pending} onClick={onClose} />
          <Button danger pending={command.pending} onClick={send}>
            {words('claimReview.return')}
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
        <p className="quiet">{words('claimReview.returnText')}</p>
        {points.points.map((point, index) => (
          <fieldset className="group point" key={point.key}>
            <legend className="unseen">{words('claimReview.pointNumber', { position: index + 1 })}</legend>
            <p>
              <span className="field-label">{words('claimReview.pointPlace')}</span>
              <b>{placeOfPoint(point, imageNames)}</b>
            </p>
            <TextArea
              id={`point-${point.key}`}
              label={words('claimReview.what')}
              required
              rows={2}
              maxLength={500}
              error={attempt > 0 && point.text.trim() === '' ? words('form.fill') : undefined}
              value={point.text}
              onChange={(event) => points.change(point.key, event.target.value.replaceAll('\n', ' '))}
            />
            <Button
              kind="text"
              danger
              aria-label={words('claimReview.removePoint', { position: index + 1 })}
              onClick={() => points.remove(point.key)}
            >
              {words('claimReview.remove')}
            </Button>
          </fieldset>
        ))}
        <div className="row">
          <Button onClick={points.addCase}>{words('claimReview.addPoint')}</Button>
        </div>
        <TogetherCases along={review.together} together={together} />
        <RadioGroup
          label={words('claimReview.returnTo')}
          name="return-to"
          value={to}
          onChange={(event) => setChosen(event.target.value === 'materials' ? 'materials' : 'entry')}
          options={[
            { value: 'entry', label: words('claimReview.toEntry') },
            { value: 'materials', label: words('claimReview.toMaterials') },
          ]}
        />
        <TextArea
          label={words('claimReview.note')}
          hint={words('claimReview.noteHint')}
          rows={2}
          maxLength={1000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
    </Dialog>
  )
}
