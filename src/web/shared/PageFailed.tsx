import type { ErrorComponentProps } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Button } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { words } from '../words/words.ts'
import { problemOf, sentenceOf } from './call-endpoint.ts'

/** A page that could not be opened: its code did not load, or rendering it failed. */
export function PageFailed({ error, reset }: ErrorComponentProps): ReactElement {
  const problem = problemOf(error)
  return (
    <div className="open-main">
      <ErrorState
        title={words('shell.pageFailed.title')}
        text={problem.kind === 'refusal' ? sentenceOf(error) : words('shell.pageFailed.text')}
        reference={problem.kind === 'fault' ? problem.reference : ''}
        onRetry={reset}
        action={<Button onClick={() => location.reload()}>{words('shell.reload')}</Button>}
      />
    </div>
  )
}
