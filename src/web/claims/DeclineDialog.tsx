import '../words/zh/claim-entry.ts'
import { useState, type ReactElement } from 'react'
import { ConfirmDialog } from '../ui/Dialog.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { words } from '../words/words.ts'

const LONGEST = 500

export type DeclineDialogProps = {
  readonly number: string
  readonly pending: boolean
  readonly error: string | undefined
  readonly onDecline: (reason: string) => void
  readonly onClose: () => void
}

/** 按不予给付提交: an amount of 0 goes to review with its reason. */
export function DeclineDialog({ number, pending, error, onDecline, onClose }: DeclineDialogProps): ReactElement {
  const [reason, setReason] = useState('')
  const [attempted, setAttempted] = useState(false)
  const empty = reason.trim() === ''
  return (
    <ConfirmDialog
      title={words('claimEntry.declineAsk', { number })}
      action={words('claimEntry.decline')}
      danger
      pending={pending}
      error={error}
      onConfirm={() => {
        setAttempted(true)
        if (!empty) onDecline(reason.trim())
      }}
      onCancel={onClose}
    >
      <p>{words('claimEntry.declineText')}</p>
      <TextArea
        label={words('claimEntry.declineReason')}
        required
        maxLength={LONGEST}
        error={attempted && empty ? words('claimEntry.declineEmpty') : undefined}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </ConfirmDialog>
  )
}
