import { queryOptions, useQuery } from '@tanstack/react-query'
import { currentSession } from '../../contract/account-session.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { Desk } from '../../domain/organisations/desks.ts'
import { callEndpoint } from '../shared/call-endpoint.ts'
import { showAccount } from '../shared/shown-account.ts'

/** Who is signed in, for the frame and for deciding what to show; the server judges every call again. */
export type Session = OutputOf<typeof currentSession> & Lasting

export type Lasting = {
  /** Milliseconds of `performance.now()`: the clock of the machine may be wrong, or be set while the page is open. */
  readonly lapsesAt: number
}

/** What the server has just told of a session, with when it lapses. */
export function lasting<Told extends { readonly secondsLeft: number }>(told: Told): Told & Lasting {
  return { ...told, lapsesAt: performance.now() + told.secondsLeft * 1000 }
}

/** Fails with `not-signed-in` instead of asking to sign in again: the frame then leads to the sign-in page. */
export const sessionQuery = queryOptions({
  queryKey: [currentSession.name, {}],
  queryFn: async ({ client, queryKey }): Promise<Session> => {
    // A page that shows somebody stays theirs: another account that signed in elsewhere is answered like nobody.
    const asAnyone = client.getQueryData(queryKey) === undefined
    const told = await callEndpoint(currentSession, {}, { whenSignedOut: 'fail', asAnyone })
    showAccount(told.accountId)
    return lasting(told)
  },
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
})

/** The session, on pages of the frame that asks for one. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery)
  if (data === undefined) throw new Error('useSession outside the work frame')
  return data
}

export function isUnitSide(session: Session): boolean {
  return session.organisation.kind === 'unit'
}

/** Whether one of these desks is held; no desk named means that everyone signed in may. */
export function holdsAny(session: Session, desks: readonly Desk[]): boolean {
  return desks.length === 0 || desks.some((desk) => session.desks.includes(desk))
}
