import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { createServer as createSecure } from 'node:https'
import { createServer as createRaw, type AddressInfo, type Server as RawServer, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import { selfSigned } from '../../../../tests/support/self-signed.ts'
import { createHttpSms, signatureOf } from './http.ts'

const sms = { id: '0193-a', to: '19900000001', text: '验证码 120417' }
const secret = 'shared secret'
const servers: Server[] = []
const others: { close(): unknown }[] = []

async function listen(answer: RequestListener): Promise<{ url: string; server: Server }> {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/sms`, server }
}

/** Where a server that is none of ours listens. */
async function portOf(server: RawServer): Promise<number> {
  others.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

const secured = () => {
  const { key, certificate } = selfSigned('127.0.0.1')
  return createSecure({ key, cert: certificate }, (_, response) => response.end('{}'))
}
const raw = (talk: (socket: Socket) => void) => () =>
  createRaw((socket) => {
    others.push({ close: () => socket.destroy() })
    socket.on('error', () => undefined)
    talk(socket)
  })

const gateway = (url: string) => createHttpSms({ url, secret, timeoutMs: 300, now: () => 1_795_353_330_000 })

afterEach(() => {
  for (const one of others.splice(0)) one.close()
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

describe('an SMS by HTTP', () => {
  it('is posted once, signed, with its id, and answers the provider’s id', async () => {
    const got: { request: IncomingMessage; body: string }[] = []
    const { url } = await listen((request, response) => {
      void text(request).then((body) => response.end(`{"id":"p-${got.push({ request, body })}"}`))
    })
    expect(await gateway(url).send(sms)).toEqual({ kind: 'sent', providerId: 'p-1' })
    expect(got).toHaveLength(1)
    const [only] = got
    expect(only?.request.method).toBe('POST')
    expect(JSON.parse(only?.body ?? '')).toEqual(sms)
    expect(only?.request.headers['idempotency-key']).toBe(sms.id)
    expect(only?.request.headers['x-timestamp']).toBe('1795353330000')
    expect(only?.request.headers['x-signature']).toBe(signatureOf(secret, '1795353330000', only?.body ?? ''))
    expect(signatureOf('other', '1795353330000', only?.body ?? '')).not.toBe(only?.request.headers['x-signature'])
  })
  it('counts as sent under our id where the answer is no JSON, and a huge answer is not read', async () => {
    const plain = await listen((_, response) => response.end('OK'))
    expect(await gateway(plain.url).send(sms)).toEqual({ kind: 'sent', providerId: sms.id })
    const huge = await listen((_, response) => {
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      }
      response.on('drain', more)
      more()
    })
    expect(await gateway(huge.url).send(sms)).toEqual({ kind: 'sent', providerId: sms.id })
  })
  it.each([
    [500, 'retry'],
    [503, 'retry'],
    [429, 'retry'],
    [408, 'retry'],
    [400, 'refused'],
    [401, 'retry'],
    [402, 'retry'],
    [403, 'retry'],
    [404, 'retry'],
    [407, 'retry'],
    [413, 'refused'],
    [422, 'refused'],
  ])('answered with %i is %s', async (status, kind) => {
    const { url } = await listen((_, response) => response.writeHead(status).end())
    expect(await gateway(url).send(sms)).toEqual({ kind, reason: `http-${status}` })
  })
  it.each([301, 302, 307, 308])('does not follow a redirect %i, and is tried later', async (status) => {
    let reached = 0
    const elsewhere = await listen((_, response) => {
      reached += 1
      response.end()
    })
    const { url } = await listen((_, response) => response.writeHead(status, { location: elsewhere.url }).end())
    expect(await gateway(url).send(sms)).toEqual({ kind: 'retry', reason: `http-${status}` })
    expect(reached).toBe(0)
  })
  it('is unknown when the answer comes too late', async () => {
    let received = 0
    const { url } = await listen((_, response) => {
      received += 1
      setTimeout(() => response.end('{}'), 700)
    })
    expect(await gateway(url).send(sms)).toEqual({ kind: 'unknown', reason: 'TimeoutError' })
    expect(received).toBe(1)
  })
  it('is unknown when the answer stops half-way or the connection drops after the request', async () => {
    const half = await listen((_, response) => void response.writeHead(200).write('{"id"'))
    expect(await gateway(half.url).send(sms)).toMatchObject({ kind: 'unknown' })
    const dropped = await listen((request) => void request.socket.destroy())
    expect(await gateway(dropped.url).send(sms)).toMatchObject({ kind: 'unknown' })
  })
  it('is tried later when nobody listens', async () => {
    const { url, server } = await listen(() => undefined)
    await new Promise((resolve) => server.close(resolve))
    expect(await gateway(url).send(sms)).toEqual({ kind: 'retry', reason: 'ECONNREFUSED' })
  })
  it.each([
    ['has a certificate that nobody signed', secured, /^DEPTH_ZERO_SELF_SIGNED_CERT$/],
    ['speaks no TLS', raw((socket) => void socket.end('hello\r\n')), /EPROTO|ERR_SSL/],
    ['hangs up during the handshake', raw((socket) => void socket.destroy()), /^ECONNRESET$/],
    ['takes the connection and says nothing', raw(() => undefined), /^ConnectTimeout$/],
  ])('is tried later where the gateway %s: nothing was handed over', async (_, make, reason) => {
    const port = await portOf(make())
    const unreached = createHttpSms({ url: `https://127.0.0.1:${port}/sms`, secret, connectMs: 150, now: Date.now })
    expect(await unreached.send(sms)).toEqual({ kind: 'retry', reason: expect.stringMatching(reason) })
  })
  it('never leaves this machine unencrypted', () => {
    expect(() => createHttpSms({ url: 'http://sms.example/send', secret, now: Date.now })).toThrow('https')
    expect(() => createHttpSms({ url: 'https://sms.example/send', secret, now: Date.now })).not.toThrow()
  })
})
