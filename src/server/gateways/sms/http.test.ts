import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer, type Server as SecureServer } from 'node:https'
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import { selfSigned } from '../../../../tests/support/self-signed.ts'
import { createHttpSms, signatureOf } from './http.ts'

const sms = { id: '0193-a', to: '19900000001', text: '验证码 120417' }
const secret = 'shared secret'
const servers: (Server | SecureServer)[] = []
const held: TcpServer[] = []

async function listen(answer: RequestListener): Promise<{ url: string; server: Server }> {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/sms`, server }
}

/** Takes connections as bare TCP and answers their port. */
async function hold(onSocket: (socket: Socket) => void): Promise<number> {
  const plain = createTcpServer(onSocket)
  held.push(plain)
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
  return (plain.address() as AddressInfo).port
}

const gateway = (url: string) => createHttpSms({ url, secret, timeoutMs: 300, now: () => 1_795_353_330_000 })

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
  for (const plain of held.splice(0)) plain.close()
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
    [413, 'refused'],
    [422, 'refused'],
    [401, 'retry'],
    [402, 'retry'],
    [403, 'retry'],
    [404, 'retry'],
    [407, 'retry'],
  ])('answered with %i is %s', async (status, kind) => {
    const { url } = await listen((_, response) => response.writeHead(status).end())
    expect(await gateway(url).send(sms)).toEqual({ kind, reason: `http-${status}` })
  })
  it.each([301, 302, 307, 308])('does not follow a redirect %i', async (status) => {
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
  it('is tried later when the connection is taken and never answered, or cut while it is made', async () => {
    const silent = await hold(() => undefined)
    const cut = await hold((socket) => void socket.destroy())
    const late = createHttpSms({ url: `https://127.0.0.1:${silent}`, secret, connectMs: 200, now: Date.now })
    expect(await late.send(sms)).toEqual({ kind: 'retry', reason: 'CONNECT_TIMEOUT' })
    const reset = createHttpSms({ url: `https://127.0.0.1:${cut}`, secret, now: Date.now })
    expect(await reset.send(sms)).toEqual({ kind: 'retry', reason: 'ECONNRESET' })
  })
  it('goes by TLS where the certificate is right, and is tried later, unread, where it is not', async () => {
    const read: string[] = []
    const { key, certificate } = selfSigned('localhost')
    const secure = createSecureServer({ key, cert: certificate }, (request, response) => {
      void text(request).then((body) => {
        read.push(body)
        response.end('{"id":"p-1"}')
      })
    })
    servers.push(secure)
    await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve))
    const { port } = secure.address() as AddressInfo
    const toName = { url: `https://localhost:${port}/sms`, secret, now: Date.now }
    expect(await createHttpSms(toName).send(sms)).toEqual({ kind: 'retry', reason: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
    const toAddress = { ...toName, url: `https://127.0.0.1:${port}/sms`, authority: certificate }
    expect(await createHttpSms(toAddress).send(sms)).toEqual({
      kind: 'retry',
      reason: 'ERR_TLS_CERT_ALTNAME_INVALID',
    })
    expect(read).toEqual([])
    expect(await createHttpSms({ ...toName, authority: certificate }).send(sms)).toEqual({
      kind: 'sent',
      providerId: 'p-1',
    })
    expect(read.map((body) => JSON.parse(body) as unknown)).toEqual([sms])
  })
  it('never leaves this machine unencrypted', () => {
    expect(() => createHttpSms({ url: 'http://sms.example/send', secret, now: Date.now })).toThrow('https')
    expect(() => createHttpSms({ url: 'https://sms.example/send', secret, now: Date.now })).not.toThrow()
  })
})
