import { useEffect, useRef, type ReactElement } from 'react'
import { words } from '../words/words.ts'
import { goTo } from './go-to.ts'

export type ErrorLine = {
  readonly message: string
  /** Id or name of the field that the line jumps to. */
  readonly field?: string | undefined
}

/** All errors of a form on top of it; every line jumps to its field. Takes the focus when `attempt` grows. */
export function ErrorSummary(props: {
  lines: readonly ErrorLine[]
  title?: string
  attempt?: number
}): ReactElement | null {
  const { lines, title, attempt } = props
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (attempt !== undefined && attempt > 0) box.current?.focus()
  }, [attempt])
  if (lines.length === 0) return null
  return (
    <div className="error-summary" role="alert" tabIndex={-1} ref={box}>
      <h2>{title ?? words('ui.errorsToMend', { count: lines.length })}</h2>
      <ul>
        {lines.map(({ message, field }) => (
          <li key={`${field ?? ''} ${message}`}>
            {field === undefined ? (
              message
            ) : (
              <a
                href={`#${field}`}
                onClick={(event) => {
                  event.preventDefault()
                  goTo(field)
                }}
              >
                {message}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
