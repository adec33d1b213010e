import { useState, type ReactElement } from 'react'
import { ConfirmDialog } from '../ui/Dialog.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { words } from '../words/words.ts'

type Props = {
  readonly title: string
  readonly text: string
  readonly label: string
  readonly action: string
  readonly most: number
  readonly pending: boolean
  readonly error: string | undefined
  readonly onConfirm: (reason: string) => void
  readonly onCancel: () => void
}

/** Asks for the reason before something leaves its way; it cannot be left empty. */
export function ReasonDialog({
  title,
  text,
  label,
  action,
  most,
  pending,
  error,
  onConfirm,
  onCancel,
}: Props): ReactElement {
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const given = reason.replace(/\s+/g, ' ').trim()
  return (
    <ConfirmDialog
      title={title}
      action={action}
      danger
      pending={pending}
      error={error}
      onCancel={onCancel}
      onConfirm={() => (given === '' ? setMissing(true) : onConfirm(given))}
    >
      <p>{text}</p>
      <TextArea
        label={label}
        required
        maxLength={most}
        error={missing && given === '' ? words('form.fill') : undefined}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </ConfirmDialog>
  )
}
