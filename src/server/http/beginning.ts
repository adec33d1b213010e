import type { FastifyRequest } from 'fastify'
import type { Endpoint } from '../../contract/endpoint.ts'
import { tokenHash } from '../accounts/random-codes.ts'
import type { Beginning, SystemPurpose } from '../db/transaction.ts'
import { refused } from '../refusal.ts'
import { sessionToken } from './session-cookie.ts'

/** Purpose under which an endpoint that needs no session works, by the capability in its name. */
const PURPOSES = new Map<string, SystemPurpose>([
  ['accounts', 'sign-in'],
  ['messages', 'messages'],
  ['units', 'registration'],
  ['certificates', 'verification'],
  ['claim-progress', 'progress'],
])

export function purposeOf(name: Endpoint['name']): SystemPurpose {
  const purpose = PURPOSES.get(name.slice(0, name.indexOf('.')))
  if (!purpose) throw new Error(`${name} is open to anyone, but its capability has no purpose`)
  return purpose
}

/** How a request begins its transaction. Background refreshes of a page do not count as activity. */
export function beginningOf(request: FastifyRequest, { access, name }: Pick<Endpoint, 'access' | 'name'>): Beginning {
  if (access === 'anyone') return { kind: 'system', purpose: purposeOf(name) }
  const token = sessionToken(request)
  if (token === undefined) return refused({ code: 'not-signed-in' })
  return { kind: 'session', tokenHash: tokenHash(token), touch: request.headers['x-huzhu-background'] === undefined }
}
