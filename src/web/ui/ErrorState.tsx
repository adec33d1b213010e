import type { ReactElement, ReactNode } from 'react'
import { words } from '../words/words.ts'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'

export type ErrorStateProps = {
  /** What failed. */
  readonly title?: string
  /** What is safe, and what to do. */
  readonly text: ReactNode
  readonly reference?: string
  readonly onRetry?: () => void
  readonly action?: ReactNode
}

/** Something failed: what, what is safe, a way to retry, and a reference for the office. */
export function ErrorState({ title, text, reference, onRetry, action }: ErrorStateProps): ReactElement {
  return (
    <div className="blank" role="alert">
      <Icon name="warning" size={2.8} />
      <h2>{title ?? words('ui.notLoaded')}</h2>
      <p>{text}</p>
      {reference !== undefined && reference !== '' && <p className="small">{words('ui.reference', { reference })}</p>}
      <div className="row">
        {onRetry && (
          <Button kind="primary" onClick={onRetry}>
            {words('ui.retry')}
          </Button>
        )}
        {action}
      </div>
    </div>
  )
}
