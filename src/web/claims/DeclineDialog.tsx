import '../words/zh/claim-entry.ts'
import type { ReactElement } from 'react'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { words } from '../words/words.ts'

const LONGEST = 500

export type DeclineDialogProps = {
  readonly number: string
  readonly pending: boolean
  /** Why it was not submitted: a save that failed, a refusal, or what is missing. */
  readonly error: string | undefined
  readonly onDecline: (reason: string) => void
  readonly onClose: () => void
}

/** 按不予给付提交: an amount of 0 goes to review with its reason. */
export function DeclineDialog({ number, pending, error, onDecline, onClose }: DeclineDialogProps): ReactElement {
  return (
    <ReasonDialog
      title={words('claimEntry.declineAsk', { number })}
      label={words('claimEntry.declineReason')}
      missing={words('claimEntry.declineEmpty')}
      most={LONGEST}
      action={words('claimEntry.decline')}
      danger
      pending={pending}
      error={error}
      onConfirm={onDecline}
      onCancel={onClose}
    >
      <p>{words('claimEntry.declineText')}</p>
    </ReasonDialog>
  )
}
