import type { Endpoint, Failure, InputOf, OutputOf } from '../../contract/endpoint.ts'
import { words } from '../words/words.ts'
import { passwordAgain, signInAgain, type Asking } from './asking.ts'
import { nameAccount } from './shown-account.ts'

/** Why a call did not succeed: what the server answered, or that it could not be reached. */
export type Problem = Failure | { readonly kind: 'offline' }

export class CallFailed extends Error {
  readonly problem: Problem
  /** What to tell the user. */
  readonly sentence: string
  constructor(problem: Problem, sentence: string) {
    super(problem.kind)
    this.name = 'CallFailed'
    this.problem = problem
    this.sentence = sentence
  }
}

/** The failure with its sentence; a fault's ends with the reference that the log knows it by. The sentences for refusals are loaded with the first of them. */
export async function callFailed(problem: Problem): Promise<CallFailed> {
  switch (problem.kind) {
    case 'invalid':
      return new CallFailed(problem, words('shell.invalid'))
    case 'offline':
      return new CallFailed(problem, words('shell.offline'))
    case 'fault':
      return new CallFailed(
        problem,
        problem.reference === '' ? words('shell.fault') : words('shell.faultKnown', { reference: problem.reference }),
      )
    case 'refusal':
      try {
        const { sentenceFor } = await import('../../contract/words/refusals.ts')
        return new CallFailed(problem, sentenceFor(problem.refusal))
      } catch {
        return new CallFailed(problem, words('shell.refused', { code: problem.refusal.code }))
      }
  }
}

/** What to tell the user about any failure of a call. */
export function sentenceOf(error: unknown): string {
  return error instanceof CallFailed ? error.sentence : words('shell.fault')
}

export function problemOf(error: unknown): Problem {
  return error instanceof CallFailed ? error.problem : { kind: 'fault', reference: '' }
}

/** Code of the refusal, where the failure is one. */
export function refusalCode(error: unknown): string | undefined {
  const problem = problemOf(error)
  return problem.kind === 'refusal' ? problem.refusal.code : undefined
}

/** A key for one attempt at a command. `crypto.randomUUID` is missing before Chromium 92 and outside https. */
export function newAttempt(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

export type CallOptions = {
  /** Key of this attempt at a command; a retry hands in the same one. */
  readonly attempt?: string
  readonly signal?: AbortSignal
  /** What a lapsed session does: ask to sign in again over the page (default), or fail. */
  readonly whenSignedOut?: 'ask' | 'fail'
  /** The page asks by itself, e.g. for progress: such calls do not keep an idle session alive. */
  readonly background?: boolean
  /** Asks who is signed in, whoever it is: the page is nobody’s yet. */
  readonly asAnyone?: boolean
  /** Goes on where the page is left meanwhile. */
  readonly keepalive?: boolean
}

/** The address of an endpoint with its path parameters filled in, and what is left of the input. */
export function addressOf(path: string, input: Readonly<Record<string, unknown>>): [string, Record<string, unknown>] {
  const rest = { ...input }
  const address = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest[name]
    delete rest[name]
    return encodeURIComponent(String(value))
  })
  return [address, rest]
}

function queryString(input: Record<string, unknown>): string {
  const pairs = Object.entries(input).filter(([, value]) => value !== undefined && value !== '')
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)]))}`
}

async function send(endpoint: Endpoint, input: Record<string, unknown>, options: CallOptions): Promise<Response> {
  const [address, rest] = addressOf(endpoint.path, input)
  const get = endpoint.method === 'GET'
  const headers = new Headers({ accept: 'application/json', 'X-Huzhu': '1' })
  if (!get) headers.set('content-type', 'application/json')
  if (!options.asAnyone) nameAccount((header, accountId) => headers.set(header, accountId))
  if (options.background) headers.set('X-Huzhu-Background', '1')
  // Before sign-in attempts belong to the draft: an address is shared, and may change between two attempts.
  if (typeof input['draft'] === 'string') headers.set('X-Huzhu-Draft', input['draft'])
  if (endpoint.kind === 'command') headers.set('Idempotency-Key', options.attempt ?? newAttempt())
  try {
    return await fetch(get ? address + queryString(rest) : address, {
      method: endpoint.method,
      headers,
      credentials: 'same-origin',
      keepalive: options.keepalive ?? false,
      ...(get ? {} : { body: JSON.stringify(rest) }),
      ...(options.signal ? { signal: options.signal } : {}),
    })
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw await callFailed({ kind: 'offline' })
  }
}

/** Reads the answer of a failed call; what is not ours (a proxy's page) counts as a fault. */
export async function failureOf(response: Response): Promise<Problem> {
  try {
    const failure = (await response.json()) as Failure
    if (failure.kind === 'invalid' || failure.kind === 'refusal' || failure.kind === 'fault') return failure
  } catch {
    // Not JSON.
  }
  return { kind: 'fault', reference: response.headers.get('x-request-id') ?? '' }
}

/** What the user can give so that the same call goes through. */
export function askedFor(problem: Problem): Asking | undefined {
  if (problem.kind !== 'refusal') return undefined
  if (problem.refusal.code === 'not-signed-in') return signInAgain
  return problem.refusal.code === 'password-needed' ? passwordAgain : undefined
}

/**
 * Calls an endpoint of the contract. Throws `CallFailed`. Where the session has lapsed, the dialog to sign in opens
 * over the page and the same call, with the same attempt key, goes out again.
 */
export async function callEndpoint<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  options: CallOptions = {},
): Promise<OutputOf<E>> {
  const attempt = options.attempt ?? newAttempt()
  const response = await send(endpoint, input as Record<string, unknown>, { ...options, attempt })
  if (response.ok) return (await response.json()) as OutputOf<E>
  const problem = await failureOf(response)
  const asking = options.whenSignedOut === 'fail' ? undefined : askedFor(problem)
  if (!asking || !(await asking.ask())) throw await callFailed(problem)
  return callEndpoint(endpoint, input, { ...options, attempt, whenSignedOut: 'fail' })
}
