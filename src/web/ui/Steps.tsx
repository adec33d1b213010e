import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { words } from '../words/words.ts'
import { classNames } from './class-names.ts'

export type Step = {
  readonly label: string
  /** Where the step is, when it may be gone to. */
  readonly href?: string
}

/** The steps of an entry, the present one marked; steps that may be gone to are links. */
export function Steps({ steps, current }: { steps: readonly Step[]; current: number }): ReactElement {
  return (
    <nav aria-label={words('ui.steps')}>
      <ol className="steps">
        {steps.map(({ label, href }, index) => (
          <li
            key={label}
            className={classNames(index < current && 'past', index === current && 'now')}
            aria-current={index === current ? 'step' : undefined}
          >
            <span className="mark" aria-hidden="true">
              {index + 1}
            </span>
            {href !== undefined && index !== current ? <Link to={href}>{label}</Link> : label}
          </li>
        ))}
      </ol>
    </nav>
  )
}
