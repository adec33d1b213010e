import type { ReactElement } from 'react'
import { LinkButton } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { words } from '../words/words.ts'

export type MendedElsewhereProps = {
  readonly number: string
  /** What was typed here is still in sight. */
  readonly stays?: boolean
}

/** A returned registration that 继续修改 has opened in another window since, and the way back to it. */
export function MendedElsewhere({ number, stays = false }: MendedElsewhereProps): ReactElement {
  return (
    <div className="stack">
      <Notice tone="warning" live>
        {words(stays ? 'units.registration.elsewhereStays' : 'units.registration.elsewhere', { number })}
      </Notice>
      <div className="row">
        <LinkButton to="/registration/progress" search={{ number }}>
          {words('units.registration.toProgress')}
        </LinkButton>
      </div>
    </div>
  )
}
