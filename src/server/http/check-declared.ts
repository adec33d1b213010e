import type { Endpoint, EndpointAccess } from '../../contract/endpoint.ts'
import { isDesk } from '../../domain/organisations/desks.ts'
import { purposeOf } from './beginning.ts'

/**
 * Stops the server from starting with a route that does not say who may call it. Types say so already; a route that
 * was put together while the program ran, or declared past them, is no open door either.
 */
export function checkDeclared({
  name,
  access,
  reauthenticates,
}: Pick<Endpoint, 'name' | 'access' | 'reauthenticates'>): void {
  if (!isPermission(access)) throw new Error(`${name} does not declare who may call it`)
  if (access !== 'anyone') return
  purposeOf(name)
  if (reauthenticates) throw new Error(`${name} asks for the password of callers who have none`)
}

function isPermission(access: EndpointAccess | undefined): boolean {
  if (access === 'anyone' || access === 'signed-in') return true
  return Array.isArray(access) && access.length > 0 && access.every((desk) => isDesk(desk))
}
