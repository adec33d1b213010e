import type { FastifyInstance } from 'fastify'
import { RefusedError } from '../refusal.ts'

/**
 * Requests that change something come from our own pages: same origin, and a header that no form can set. Together
 * with SameSite=Strict cookies this stops cross-site requests.
 */
export function guardOrigins(app: FastifyInstance, publicUrl: string): void {
  const ours = new URL(publicUrl).host
  app.addHook('onRequest', async (request) => {
    if (request.method === 'GET' || request.method === 'HEAD') return
    const { origin, host } = request.headers
    const from = origin === undefined ? undefined : URL.parse(origin)?.host
    const sameOrigin = from === undefined || from === host || from === ours
    if (!sameOrigin || request.headers['x-huzhu'] !== '1') throw new RefusedError({ code: 'origin-refused' })
  })
}
