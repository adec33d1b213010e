import type { ReactElement } from 'react'
import { LinkButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { words } from '../words/words.ts'

/** 404: the address leads nowhere. */
export function NotFound(): ReactElement {
  return (
    <main className="open-main">
      <EmptyState
        icon="search"
        title={words('shell.notFound.title')}
        text={words('shell.notFound.text')}
        heading="h1"
        action={
          <LinkButton kind="primary" to="/">
            {words('shell.toHome')}
          </LinkButton>
        }
      />
    </main>
  )
}
