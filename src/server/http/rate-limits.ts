import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Endpoint } from '../../contract/endpoint.ts'
import { tokenHash } from '../accounts/random-codes.ts'
import { RefusedError } from '../refusal.ts'
import { sessionToken } from './session-cookie.ts'

type Limited = {
  readonly config?: { readonly rateLimit: { readonly max: number; readonly timeWindow: number } }
  readonly onRequest?: (request: FastifyRequest) => Promise<void>
}

/**
 * What holds a route to its rate. An address has its own count instead of the common one; an account is counted by its
 * session, whoever else sits behind the same address, and beside the common count of the address: cookies are made up
 * faster than addresses.
 */
export function limitsOf(
  app: FastifyInstance,
  { name, access, rate }: Pick<Endpoint, 'name' | 'access' | 'rate'>,
): Limited {
  if (!rate) return {}
  const limit = { max: rate.count, timeWindow: rate.minutes * 60_000 }
  if (rate.per === 'address') return { config: { rateLimit: limit } }
  if (access === 'anyone') throw new Error(`${name} is limited by account, but open to whoever has none`)
  const count = app.createRateLimit({ ...limit, keyGenerator: sessionOf })
  return {
    async onRequest(request) {
      const counted = await count(request)
      if (!counted.isAllowed && counted.isExceeded)
        throw new RefusedError({ code: 'too-many-requests', seconds: counted.ttlInSeconds })
    },
  }
}

function sessionOf(request: FastifyRequest): string {
  const token = sessionToken(request)
  return token === undefined ? request.ip : tokenHash(token).toString('base64url')
}
