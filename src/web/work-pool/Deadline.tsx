import type { ReactElement } from 'react'
import { daysBetween } from '../../domain/shared/calendar-date.ts'
import { businessDay, instantOf } from '../../domain/shared/time.ts'
import { today } from '../shared/today.ts'
import { classNames } from '../ui/class-names.ts'
import { words } from '../words/words.ts'

/** How many days are left for a piece of work, or by how many it is late. */
export function Deadline({ dueAt, overdue }: { dueAt: string | null; overdue: boolean }): ReactElement | null {
  if (dueAt === null) return null
  const days = daysBetween(today(), businessDay(instantOf(Date.parse(dueAt))))
  const text = overdue
    ? words('pool.late', { days: Math.max(1, -days) })
    : days === 0
      ? words('pool.today')
      : words('pool.left', { days })
  return <span className={classNames(overdue && 'late')}>{text}</span>
}
