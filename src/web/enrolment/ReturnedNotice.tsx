import type { ReactElement } from 'react'
import { listEnrolments } from '../../contract/enrolment.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { reasonsOf, words } from '../words/words.ts'

/** Why enrolments came back from 参保初审, the newest three, with the way to mend them. */
export function ReturnedNotice(): ReactElement | null {
  const { data } = useEndpointQuery(listEnrolments, { tab: 'editing', state: 'returned', limit: 3 })
  if (data === undefined || data.rows.length === 0) return null
  return (
    <Notice tone="danger">
      {data.rows.map(({ id, number, returned }) => (
        <p key={id}>
          <b>{words('enrolment.returnedTitle', { number })}</b> {reasonsOf(returned)}{' '}
          <LinkButton
            kind="text"
            to="/enrolments/$id/plans"
            params={{ id }}
            aria-label={words('enrolment.goOnWith', { number })}
          >
            {words('enrolment.goOn')}
          </LinkButton>
        </p>
      ))}
    </Notice>
  )
}
