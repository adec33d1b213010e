import { useRef, useState, type ReactElement, type ReactNode } from 'react'
import { words } from '../words/words.ts'
import { ConfirmDialog, type ConfirmDialogProps } from './Dialog.tsx'
import { TextArea } from './TextArea.tsx'

export type ReasonDialogProps = Omit<ConfirmDialogProps, 'onConfirm'> & {
  /** What is said before the reason is asked for. */
  readonly children?: ReactNode
  readonly label: string
  readonly hint?: string
  /** Characters at most. */
  readonly most: number
  /** What is said where there is none. */
  readonly missing?: string
  readonly onConfirm: (reason: string) => void
}

/** Asks for the reason before something leaves its way; it cannot be left empty, and gets the focus where it was. */
export function ReasonDialog(props: ReasonDialogProps): ReactElement {
  const { children, label, hint, most, missing = words('form.fill'), onConfirm, ...dialog } = props
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const text = useRef<HTMLTextAreaElement>(null)
  const given = reason.replace(/\s+/g, ' ').trim()
  const confirm = () => {
    setTried(true)
    if (given === '') text.current?.focus()
    else onConfirm(given)
  }
  return (
    <ConfirmDialog {...dialog} onConfirm={confirm}>
      <div className="stack">
        {children}
        <TextArea
          ref={text}
          label={label}
          {...(hint !== undefined && { hint })}
          required
          maxLength={most}
          error={tried && given === '' ? missing : undefined}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
    </ConfirmDialog>
  )
}
