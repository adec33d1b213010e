import type { ReactElement } from 'react'
import { today } from '../shared/today.ts'
import { Notice } from '../ui/Notice.tsx'
import { words } from '../words/words.ts'
import type { Invoicing } from './invoicing.ts'

/** Until when money must be confirmed for a plan of one calendar year, and what to do once that day has passed. */
export function LastDayToConfirm({ invoicing }: { invoicing: Invoicing }): ReactElement | null {
  const { state, lastDayToConfirm: date } = invoicing
  if (date === null || (state !== 'invoicing' && state !== 'payment')) return null
  return date < today() ? (
    <Notice tone="danger">{words('invoicing.tooLate', { date })}</Notice>
  ) : (
    <Notice tone="warning">{words('invoicing.lastDayToConfirm', { date })}</Notice>
  )
}
