import { randomUUID } from 'node:crypto'
import type { LightMyRequestResponse } from 'fastify'
import type { TestServer } from './test-server.ts'

/** A browser with its cookies, signed in or not. */
export type Visitor = {
  readonly cookies: Map<string, string>
  get(url: string): Promise<LightMyRequestResponse>
  post(url: string, payload?: object, key?: string): Promise<LightMyRequestResponse>
  /** Sends one file as a form would. */
  upload(
    url: string,
    fileName: string,
    bytes: Uint8Array,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>
}

/** Somebody at this network address, with no cookies yet. */
export function visit({ app }: Pick<TestServer, 'app'>, remoteAddress = '127.0.0.1'): Visitor {
  const cookies = new Map<string, string>()
  const headers = (): Record<string, string> => ({
    'x-huzhu': '1',
    ...(cookies.size > 0 ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {}),
  })
  const keep = (response: LightMyRequestResponse) => {
    for (const { name, value } of response.cookies) {
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
  return {
    cookies,
    get: async (url) => keep(await app.inject({ method: 'GET', url, remoteAddress, headers: headers() })),
    post: async (url, payload = {}, key = randomUUID()) =>
      keep(
        await app.inject({
          method: 'POST',
          url,
          payload,
          remoteAddress,
          headers: { ...headers(), 'idempotency-key': key },
        }),
      ),
    upload: async (url, fileName, bytes, more = {}) => {
      const boundary = `test-${randomUUID()}`
      const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\ncontent-type: application/octet-stream\r\n\r\n`
      return app.inject({
        method: 'POST',
        url,
        remoteAddress,
        payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
        headers: {
          ...headers(),
          'idempotency-key': randomUUID(),
          ...more,
          'content-type': `multipart/form-data; boundary=${boundary}`,
        },
      })
    },
  }
}
