import { useBlocker } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { ConfirmDialog } from '../ui/Dialog.tsx'
import { words } from '../words/words.ts'

/** Asks before leaving a page whose 确认受理数据 would be lost: they are kept nowhere else on purpose. */
export function LeaveGuard({ count }: { count: number }): ReactElement | null {
  const blocker = useBlocker({
    shouldBlockFn: () => count > 0,
    enableBeforeUnload: () => count > 0,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return (
    <ConfirmDialog
      title={words('acceptance.leaveTitle')}
      action={words('acceptance.leave')}
      danger
      onConfirm={blocker.proceed}
      onCancel={blocker.reset}
    >
      <p>{words('acceptance.leaveText', { count })}</p>
    </ConfirmDialog>
  )
}
