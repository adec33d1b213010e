import type { Endpoint, EndpointAccess, FileRoute } from '../../src/contract/endpoint.ts'
import { DESKS, UNIT_DESKS, type Desk } from '../../src/domain/organisations/desks.ts'
import { signIn, type Actor, type Association } from './actors.ts'
import type { TestServer } from './test-server.ts'

export type EachDesk = ReadonlyMap<Desk, Actor>

/** One account signed in per desk: handlers at the unit, everyone else at the office. */
export async function signInEachDesk(server: TestServer, { unitId, officeId }: Association): Promise<EachDesk> {
  const actors = new Map<Desk, Actor>()
  for (const desk of DESKS)
    actors.set(desk, await signIn(server, UNIT_DESKS.includes(desk) ? unitId : officeId, { desks: [desk] }))
  return actors
}

/** Somebody who may call this endpoint; undefined where a stranger may. */
export function allowed(actors: EachDesk, access: EndpointAccess): Actor | undefined {
  if (access === 'anyone') return undefined
  return actors.get(access === 'signed-in' ? 'finance' : access[0])
}

/** Somebody signed in who may not, where there is anybody. */
export function notAllowed(actors: EachDesk, { access }: Pick<Endpoint | FileRoute, 'access'>): Actor | undefined {
  if (access === 'anyone' || access === 'signed-in') return undefined
  const other = DESKS.find((desk) => !access.includes(desk))
  return other && actors.get(other)
}
