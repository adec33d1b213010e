import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import http, { type ClientRequest, type IncomingMessage } from 'node:http'
import https from 'node:https'
import type { Outcome } from '../outcome.ts'
import type { Sms, SmsGateway } from './sms-gateway.ts'

export type HttpSmsSettings = {
  readonly url: string
  /** Shared with the provider; signs timestamp and body. */
  readonly secret: string
  readonly timeoutMs?: number
  readonly connectMs?: number
  readonly now: () => number
}

const TIMEOUT_MS = 10_000
/** Less than for the whole, so that a connection that is never made is told from an answer that does not come. */
const CONNECT_MS = 5_000
const LONGEST_ANSWER = 65_536
/** Secret, balance, address: what the operator mends, the message itself is fine. Redirects as well. */
const OURS = new Set([401, 402, 403, 404, 407])
/** What passes by itself. */
const PASSING = new Set([408, 425, 429])

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
 * Posts each SMS as signed JSON, one connection an SMS: where it was never made nothing was handed over. The id goes
 * along, so that the provider can drop one that it has already taken.
 */
export function createHttpSms(settings: HttpSmsSettings): SmsGateway {
  const target = checkedUrl(settings.url)
  const { timeoutMs = TIMEOUT_MS, connectMs = CONNECT_MS } = settings
  return {
    async send(sms) {
      const asking = begin(target, sms, settings)
      let connected = false
      asking.once('socket', (socket) =>
        socket.once(target.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
          connected = true
        }),
      )
      // `once` listens no longer when the answer has begun.
      asking.on('error', () => undefined)
      const timers = [
        setTimeout(() => connected || asking.destroy(new TimeLimit('ConnectTimeout')), connectMs),
        setTimeout(() => asking.destroy(new TimeLimit('TimeoutError')), timeoutMs),
      ]
      try {
        const [answer] = (await once(asking, 'response')) as [IncomingMessage]
        return await outcomeOf(answer, sms)
      } catch (error) {
        return { kind: connected ? 'unknown' : 'retry', reason: reasonOf(error) }
      } finally {
        for (const timer of timers) clearTimeout(timer)
        asking.destroy()
      }
    },
  }
}

class TimeLimit extends Error {
  constructor(name: string) {
    super(name)
    this.name = name
  }
}

/** Follows no redirect: it would carry phone and text to somewhere nobody chose. */
function begin(target: URL, { id, to, text }: Sms, { secret, now }: HttpSmsSettings): ClientRequest {
  const body = JSON.stringify({ id, to, text })
  const timestamp = String(now())
  const { request } = target.protocol === 'https:' ? https : http
  const asking = request(target, {
    method: 'POST',
    agent: false,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      'idempotency-key': id,
      'x-timestamp': timestamp,
      'x-signature': signatureOf(secret, timestamp, body),
    },
  })
  asking.end(body)
  return asking
}

async function outcomeOf(answer: IncomingMessage, { id }: Sms): Promise<Outcome> {
  const { statusCode: status = 0 } = answer
  if (status >= 200 && status < 300) return { kind: 'sent', providerId: providerIdIn(await beginningOf(answer)) ?? id }
  const later = status >= 500 || status < 400 || OURS.has(status) || PASSING.has(status)
  return { kind: later ? 'retry' : 'refused', reason: `http-${status}` }
}

/** Reads no more of an answer than an id needs, whatever the other side sends. */
async function beginningOf(answer: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of answer) {
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
  if (!(error instanceof Error)) return 'Error'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
