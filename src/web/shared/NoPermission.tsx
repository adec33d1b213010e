import type { ReactElement } from 'react'
import type { Desk } from '../../domain/organisations/desks.ts'
import { LinkButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { listOf, words } from '../words/words.ts'

/** The page exists and belongs to others: says to whom. */
export function NoPermission({ desks }: { desks: readonly Desk[] }): ReactElement {
  return (
    <EmptyState
      icon="shield"
      heading="h1"
      title={words('shell.noPermission.title')}
      text={words('shell.noPermission.text', { desks: listOf(desks.map((desk) => words(`desk.${desk}`))) })}
      action={
        <LinkButton kind="primary" to="/">
          {words('shell.toHome')}
        </LinkButton>
      }
    />
  )
}
