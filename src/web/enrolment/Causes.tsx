import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { shownCount } from '../shared/shown.ts'
import { classNames } from '../ui/class-names.ts'
import { words } from '../words/words.ts'
import type { Batch } from './batches.ts'

/** The findings of a batch by cause, the errors first; a cause leads to its rows. */
export function Causes({ id, batch }: { id: string; batch: Batch }): ReactElement {
  const errors = batch.byCause.filter(({ level }) => level === 'error')
  const warnings = batch.byCause.filter(({ level }) => level === 'warning')
  return (
    <ul className="causes" aria-label={words('roster.byCause')}>
      {[...errors, ...warnings].map(({ code, label, level, rows }) => (
        <li key={`${level} ${code} ${label}`} className={classNames(level === 'error' && 'late')}>
          <span>
            {words(level === 'error' ? 'roster.refusedFor' : 'roster.warnedFor')} {label}
          </span>
          {level === 'error' && batch.openRefused > 0 ? (
            <Link
              to="/enrolments/$id/rosters/$planCode"
              params={{ id, planCode: batch.planCode }}
              search={{ tab: 'refused', batch: batch.id, code }}
            >
              {words('roster.rows', { count: shownCount(rows) })}
            </Link>
          ) : (
            <span>{words('roster.rows', { count: shownCount(rows) })}</span>
          )}
        </li>
      ))}
    </ul>
  )
}
