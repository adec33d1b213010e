import type { FastifyInstance } from 'fastify'
import { RefusedError } from '../refusal.ts'

/**
 * Requests that change something come from our own pages: same origin, and a header that no form can set. Together
 * with SameSite=Strict cookies this stops cross-site requests.
 */
export function guardOrigins(app: FastifyInstance, publicUrl: string): void {
  const ours = new URL(publicUrl)
  /** Ours is the public address and, where a proxy or another name leads here, the host that was asked; never less than TLS. */
  const isOurs = (origin: string, host: string | undefined) => {
    const from = URL.parse(origin)
    if (from === null || from.origin === 'null') return false
    if (from.origin === ours.origin) return true
    return from.host === host && (from.protocol === 'https:' || ours.protocol === 'http:')
  }
  app.addHook('onRequest', async (request) => {
    if (request.method === 'GET' || request.method === 'HEAD') return
    const { origin, host } = request.headers
    // No browser leaves the origin out of such a request; `null` is what sandboxed frames and `data:` pages send.
    const sameOrigin = origin === undefined || isOurs(origin, host)
    if (!sameOrigin || request.headers['x-huzhu'] !== '1') throw new RefusedError({ code: 'origin-refused' })
  })
}
