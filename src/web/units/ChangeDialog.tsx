import { useState, type ReactElement } from 'react'
import { decideUnitChange, listUnitChanges } from '../../contract/unit-profile.ts'
import { countWork } from '../../contract/work-pool.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { CancelButton } from '../ui/CancelButton.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { ChangeRow } from './change-columns.tsx'
import { changeWord } from './change-words.ts'
import { ChangeTable } from './ChangeTable.tsx'

export type ChangeDialogProps = {
  readonly change: ChangeRow
  readonly decides: boolean
  readonly onClose: () => void
  readonly onDecided: () => void
}

/** One change before and after; 通过 takes effect at once, 退回 says why. */
export function ChangeDialog({ change, decides, onClose, onDecided }: ChangeDialogProps): ReactElement {
  const { id, version, unitName, submittedAt, changes, doubtful, explanation, holder } = change
  const [reason, setReason] = useState('')
  const decide = useCommand(decideUnitChange, {
    refreshes: [listUnitChanges, countWork],
    onDone: (_, { verdict }) => {
      toast(words(verdict === 'approve' ? 'units.changes.approvedNow' : 'units.changes.returnedNow', { unitName }))
      onDecided()
    },
  })
  const anotherHandler = changes.some(({ field }) => field === 'contactIdNumber')
  const foot = decides ? (
    <>
      <CancelButton pending={decide.pending} onClick={onClose} />
      <Button
        danger
        pending={decide.pending}
        reason={reason.trim() === '' ? words('units.changes.reasonFirst') : undefined}
        onClick={() => decide.run({ id, version, verdict: 'return', reason: reason.trim() })}
      >
        {words('units.review.return')}
      </Button>
      <Button
        kind="primary"
        pending={decide.pending}
        reason={reason.trim() === '' ? undefined : words('units.changes.reasonGiven')}
        onClick={() => decide.run({ id, version, verdict: 'approve' })}
      >
        {words('units.review.approve')}
      </Button>
    </>
  ) : undefined
  return (
    <Dialog
      title={words('units.changes.of', { unitName })}
      size="medium"
      pending={decide.pending}
      onClose={onClose}
      foot={foot}
    >
      <div className="stack">
        <p className="quiet">{words('units.changes.at', { at: timeInWords(submittedAt) })}</p>
        {decide.error !== null && (
          <Notice tone="danger" live>
            {sentenceOf(decide.error)}
          </Notice>
        )}
        {holder !== null && !holder.mine && (
          <Notice tone="warning">
            {words('units.review.heldBy', { name: holder.name, until: timeInWords(holder.until) })}
          </Notice>
        )}
        <ChangeTable changes={changes} />
        {doubtful.map((field) => (
          <Notice key={field} tone="warning">
            {words('units.changes.wrongCheckDigit', { field: changeWord(field) })}
          </Notice>
        ))}
        {explanation !== '' && <p>{words('units.changes.explained', { text: explanation })}</p>}
        {anotherHandler && <Notice tone="warning">{words('units.changes.anotherHandler')}</Notice>}
        {decides && (
          <TextArea
            label={words('units.changes.reason')}
            value={reason}
            maxLength={500}
            hint={words('units.changes.reasonHint')}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
        )}
      </div>
    </Dialog>
  )
}
