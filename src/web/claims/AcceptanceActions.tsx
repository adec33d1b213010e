import type { ReactElement } from 'react'
import { isUnitSide, useSession } from '../accounts/session.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { words } from '../words/words.ts'
import type { ClaimRow } from './claim-columns.tsx'

/** What to do with a case in 申领受理: its materials or its entry, or 案件删除 while it was never submitted. */
export function AcceptanceActions({ row, onDelete }: { row: ClaimRow; onDelete: () => void }): ReactElement {
  const { id, number, state, source, submittedAt } = row
  const session = useSession()
  const isUnits = source === 'unit' && !isUnitSide(session)
  const kept = submittedAt !== null ? 'acceptance.wasSubmitted' : isUnits ? 'acceptance.isTheUnits' : undefined
  return (
    <>
      {state === 'materials' ? (
        <>
          <LinkButton
            to="/claims/$id/materials"
            params={{ id }}
            kind="text"
            aria-label={named('acceptance.upload', number)}
          >
            {words('acceptance.upload')}
          </LinkButton>
          <LinkButton
            to="/claims/$id/materials"
            params={{ id }}
            search={{ camera: 'on' }}
            kind="text"
            aria-label={named('acceptance.camera', number)}
          >
            {words('acceptance.camera')}
          </LinkButton>
        </>
      ) : (
        <LinkButton to="/claim-entry" search={{ number }} kind="text" aria-label={named('acceptance.entry', number)}>
          {words('acceptance.entry')}
        </LinkButton>
      )}
      <Button
        kind="text"
        danger
        aria-label={named('acceptance.delete', number)}
        reason={kept && words(kept)}
        onClick={onDelete}
      >
        {words('acceptance.delete')}
      </Button>
    </>
  )
}

function named(
  key: 'acceptance.upload' | 'acceptance.camera' | 'acceptance.entry' | 'acceptance.delete',
  number: string,
) {
  return `${words(key)} ${number}`
}
