import { createHmac } from 'node:crypto'
import type { Outcome } from '../outcome.ts'
import type { Sms, SmsGateway } from './sms-gateway.ts'

export type HttpSmsSettings = {
  readonly url: string
  /** Shared with the provider; signs timestamp and body. */
  readonly secret: string
  readonly timeoutMs?: number
  readonly now: () => number
}

const TIMEOUT_MS = 10_000
const LONGEST_ANSWER = 65_536
/** Failures before the request left us. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

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

/** Posts each SMS as signed JSON. The id goes along, so that the provider can drop one that it has already taken. */
export function createHttpSms({ url, secret, timeoutMs = TIMEOUT_MS, now }: HttpSmsSettings): SmsGateway {
  const target = checkedUrl(url)
  return {
    async send(sms) {
      try {
        const answer = await post(target, sms, secret, String(now()), timeoutMs)
        return await outcomeOf(answer, sms)
      } catch (error) {
        return failureOf(error)
      }
    },
  }
}

function post(
  target: URL,
  { id, to, text }: Sms,
  secret: string,
  timestamp: string,
  timeoutMs: number,
): Promise<Response> {
  const body = JSON.stringify({ id, to, text })
  return fetch(target, {
    method: 'POST',
    // A redirect would carry phone and text to somewhere nobody chose.
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'idempotency-key': id,
      'x-timestamp': timestamp,
      'x-signature': signatureOf(secret, timestamp, body),
    },
    body,
  })
}

async function outcomeOf(answer: Response, { id }: Sms): Promise<Outcome> {
  if (answer.ok) return { kind: 'sent', providerId: providerIdIn(await beginningOf(answer)) ?? id }
  await answer.body?.cancel()
  const reason = `http-${answer.status}`
  const later = answer.status >= 500 || answer.status === 408 || answer.status === 425 || answer.status === 429
  return { kind: later ? 'retry' : 'refused', reason }
}

/** Reads no more of an answer than an id needs, whatever the other side sends. */
async function beginningOf(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of answer.body ?? []) {
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

function failureOf(error: unknown): Outcome {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
  const name = cause instanceof Error ? cause.name : 'Error'
  return { kind: NEVER_SENT.has(code) ? 'retry' : 'unknown', reason: code || name }
}
