import '../words/zh/claim-review.ts'
import { useState, type ReactElement } from 'react'
import { listClaims } from '../../contract/claims.ts'
import { regradeClaim } from '../../contract/claim-decisions.ts'
import { countWork } from '../../contract/work-pool.ts'
import { GRADE_NAMES } from '../../contract/words/claim-words.ts'
import type { Regrade } from '../../domain/claims/regrade.ts'
import { GRADES } from '../../domain/plans/benefit-terms.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { shownYuan } from '../shared/shown.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { CancelButton } from '../ui/CancelButton.tsx'
import { CheckboxField } from '../ui/CheckboxField.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { goTo } from '../ui/go-to.ts'
import { Notice } from '../ui/Notice.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { ClaimReview } from './review-desk.ts'
import type { AroundDecision } from './use-claim-points.ts'

export type RegradeDialogProps = {
  readonly review: ClaimReview
  readonly onClose: () => void
  readonly around: AroundDecision
  readonly onDone: (decided: readonly string[]) => void
}

const DISABILITY_GRADES = Array.from({ length: 10 }, (_, at) => String(at + 1))

/** 改判: what the unit entered, to be judged otherwise with a reason; the next desk sees both amounts. */
export function RegradeDialog({ review, around, onClose, onDone }: RegradeDialogProps): ReactElement {
  const { claim, regradable, categories } = review
  const { incident } = claim.entry
  const [judged, setJudged] = useState(incident)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const command = useCommand(regradeClaim, {
    refreshes: [listClaims, countWork],
    ...around,
    onDone: ({ before, after }) => {
      const [from, to] = [before === null ? '' : shownYuan(before), shownYuan(after)]
      toast(words('claimReview.regraded', { number: claim.number, before: from, after: to }))
      onDone([claim.id])
    },
  })
  const put = (change: Partial<typeof incident>) => setJudged({ ...judged, ...change })
  const may = (field: keyof Regrade) => regradable.includes(field)
  const changed = regradable.filter((field) => judged[field] !== incident[field] && judged[field] !== '')
  const send = () => {
    setTried(true)
    if (reason.trim() === '') return goTo('regrade-reason')
    if (changed.length === 0) return
    const regrade = Object.fromEntries(changed.map((field) => [field, judged[field]]))
    command.run({ id: claim.id, version: claim.version, reason: reason.trim(), ...regrade })
  }
  return (
    <Dialog
      title={words('claimReview.regradeTitle', { number: claim.number })}
      size="medium"
      pending={command.pending}
      onClose={onClose}
      foot={
        <>
          <CancelButton pending={command.pending} onClick={onClose} />
          <Button kind="primary" pending={command.pending} onClick={send}>
            {words('claimReview.regrade')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p className="quiet">
          {words(claim.state === 'first-review' ? 'claimReview.regradeFirst' : 'claimReview.regradeSecond')}
        </p>
        {command.error !== null && (
          <Notice tone="danger" live>
            {sentenceOf(command.error)}
          </Notice>
        )}
        {tried && changed.length === 0 && (
          <Notice tone="warning" live>
            {words('claimReview.nothingRegraded')}
          </Notice>
        )}
        <div className="form-grid">
          {may('grade') && (
            <SelectField
              label={words('claimReview.grade')}
              value={judged.grade}
              onChange={({ target }) => put({ grade: GRADES.find((grade) => grade === target.value) ?? '' })}
              options={GRADES.map((value) => ({ value, label: GRADE_NAMES[value] }))}
            />
          )}
          {may('category') &&
            (categories.length > 0 ? (
              <SelectField
                label={words('claimReview.category')}
                value={judged.category}
                onChange={({ target }) => put({ category: target.value })}
                options={categories.map((value) => ({ value, label: value }))}
              />
            ) : (
              <TextField
                label={words('claimReview.category')}
                maxLength={60}
                value={judged.category}
                onChange={({ target }) => put({ category: target.value })}
              />
            ))}
          {may('disabilityGrade') && (
            <SelectField
              label={words('claimReview.disabilityGrade')}
              value={String(judged.disabilityGrade ?? '')}
              onChange={({ target }) => put({ disabilityGrade: target.value === '' ? null : Number(target.value) })}
              options={DISABILITY_GRADES.map((value) => ({
                value,
                label: words('claimReview.gradeOf', { grade: value }),
              }))}
            />
          )}
          {may('diagnosisCode') && (
            <TextField
              label={words('claimReview.diagnosisCode')}
              maxLength={20}
              value={judged.diagnosisCode}
              onChange={({ target }) => put({ diagnosisCode: target.value })}
            />
          )}
          {may('diagnosisName') && (
            <TextField
              label={words('claimReview.diagnosisName')}
              maxLength={200}
              span="wide"
              value={judged.diagnosisName}
              onChange={({ target }) => put({ diagnosisName: target.value })}
            />
          )}
        </div>
        {may('inSitu') && (
          <CheckboxField
            label={words('claimReview.inSitu')}
            checked={judged.inSitu}
            onChange={({ target }) => put({ inSitu: target.checked })}
          />
        )}
        <TextField
          id="regrade-reason"
          label={words('claimReview.reason')}
          required
          maxLength={1000}
          error={tried && reason.trim() === '' ? words('claimReview.reasonMissing') : undefined}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </div>
    </Dialog>
  )
}
