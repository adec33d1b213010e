import { createHmac } from 'node:crypto'
import { request, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Outcome } from '../outcome.ts'
import { connectTo } from './connect.ts'
import type { Sms, SmsGateway } from './sms-gateway.ts'

export type HttpSmsSettings = {
  readonly url: string
  /** Shared with the provider; signs timestamp and body. */
  readonly secret: string
  /** How long an answer may take once the request is out. */
  readonly timeoutMs?: number
  /** How long it may take to reach the gateway, its certificate included. */
  readonly connectMs?: number
  /** Certificate authority of an own gateway, as PEM. */
  readonly authority?: string
  readonly now: () => number
}

const CONNECT_MS = 5_000
const TIMEOUT_MS = 10_000
const LONGEST_ANSWER = 65_536
/** Answers about the message itself: the same one will never be taken. */
const MESSAGE_REFUSED = new Set([400, 409, 413, 415, 422])

/** The signature that the provider checks: HMAC-SHA256 over the timestamp, a point and the body, in hexadecimal. */
export function signatureOf(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')
}

/** `https` only; plain `http` is for a gateway on this machine. */
function checkedUrl(text: string): URL {
  const url = new URL(text)
  const local = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  if (url.protocol === 'https:' || (url.protocol === 'http:' && local)) return url
  throw new TypeError('the SMS gateway must be reached by https')
}

/**
 * Posts each SMS as signed JSON over a connection of its own. The id goes along, so that the provider can drop one that
 * it has already taken. Nothing of a message leaves before the connection stands and the certificate was found right:
 * what fails until then is tried later, and only what fails after it is in doubt.
 */
export function createHttpSms(settings: HttpSmsSettings): SmsGateway {
  const { secret, connectMs = CONNECT_MS, timeoutMs = TIMEOUT_MS, authority, now } = settings
  const target = checkedUrl(settings.url)
  return {
    async send(sms) {
      let socket: Socket
      try {
        socket = await connectTo(target, { connectMs, authority })
      } catch (error) {
        return { kind: 'retry', reason: reasonOf(error) }
      }
      // The whole exchange, since an answer can also come byte by byte.
      const timer = setTimeout(() => socket.destroy(new DOMException('no answer in time', 'TimeoutError')), timeoutMs)
      try {
        return await outcomeOf(await post(target, socket, sms, secret, String(now())), sms)
      } catch (error) {
        return { kind: 'unknown', reason: reasonOf(error) }
      } finally {
        clearTimeout(timer)
        socket.destroy()
      }
    },
  }
}

/** Resolves with the head of the answer. Redirects are not followed: they would carry phone and text to somewhere nobody chose. */
function post(
  target: URL,
  socket: Socket,
  { id, to, text }: Sms,
  secret: string,
  timestamp: string,
): Promise<IncomingMessage> {
  const body = Buffer.from(JSON.stringify({ id, to, text }))
  const headers = {
    host: target.host,
    'content-type': 'application/json; charset=utf-8',
    'content-length': body.length,
    'idempotency-key': id,
    'x-timestamp': timestamp,
    'x-signature': signatureOf(secret, timestamp, body.toString()),
  }
  const path = `${target.pathname}${target.search}`
  return new Promise((resolve, reject) => {
    request({ method: 'POST', path, headers, createConnection: () => socket })
      .once('response', resolve)
      .once('error', reject)
      .end(body)
  })
}

/** What the provider cannot take it never will; an address, a password or a balance that is wrong the operator mends. */
async function outcomeOf(answer: IncomingMessage, { id }: Sms): Promise<Outcome> {
  const status = answer.statusCode ?? 0
  if (status >= 200 && status < 300) return { kind: 'sent', providerId: providerIdIn(await beginningOf(answer)) ?? id }
  return { kind: MESSAGE_REFUSED.has(status) ? 'refused' : 'retry', reason: `http-${status}` }
}

/** Reads no more of an answer than an id needs, whatever the other side sends. */
async function beginningOf(answer: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of answer as AsyncIterable<Uint8Array>) {
    chunks.push(chunk)
    length += chunk.length
    if (length > LONGEST_ANSWER) break
  }
  return Buffer.concat(chunks).toString()
}

function providerIdIn(text: string): string | undefined {
  try {
    const answer: unknown = JSON.parse(text)
    const id = typeof answer === 'object' && answer !== null && 'id' in answer ? answer.id : undefined
    return typeof id === 'string' || typeof id === 'number' ? String(id).slice(0, 200) : undefined
  } catch {
    return undefined
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  return code || (error instanceof Error ? error.name : 'Error')
}
