import { useBlocker } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { ConfirmDialog } from '../ui/Dialog.tsx'
import { words } from '../words/words.ts'

export type LeaveGuardProps = {
  /** Going to another page would lose something. */
  readonly leaving: boolean
  /** Closing or reloading the browser's page would. */
  readonly closing?: boolean
  /** What would be lost. */
  readonly text: string
}

/** Asks before a page is left on which something would be lost; its own query may change. */
export function LeaveGuard({ leaving, closing = leaving, text }: LeaveGuardProps): ReactElement | null {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => leaving && current.pathname !== next.pathname,
    enableBeforeUnload: () => closing,
    disabled: !leaving && !closing,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return (
    <ConfirmDialog
      title={words('shell.leaveTitle')}
      action={words('shell.leave')}
      danger
      onConfirm={blocker.proceed}
      onCancel={blocker.reset}
    >
      <p>{text}</p>
    </ConfirmDialog>
  )
}
