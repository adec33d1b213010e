import type * as z from 'zod/mini'
import type { Failure, FileRoute } from '../../contract/endpoint.ts'
import { addressOf, askedFor, callFailed, newAttempt, problemOf, type Problem } from './call-endpoint.ts'
import { nameAccount } from './shown-account.ts'

export type UploadOptions = {
  /** Share of the bytes that has been sent, 0 to 1. */
  readonly onProgress?: (share: number) => void
  readonly signal?: AbortSignal
  /** Token of a draft before sign-in. */
  readonly draft?: string
  /** Key of this attempt; a retry after a lost line hands in the same one. */
  readonly attempt?: string
}

function addressWithQuery(path: string, input: Readonly<Record<string, unknown>>): string {
  const [address, rest] = addressOf(path, input)
  const pairs = Object.entries(rest).filter(([, value]) => value !== undefined)
  return pairs.length === 0 ? address : `${address}?${new URLSearchParams(pairs.map(([k, v]) => [k, String(v)]))}`
}

function answerOf(request: XMLHttpRequest): unknown {
  try {
    return JSON.parse(request.responseText) as unknown
  } catch {
    return undefined
  }
}

function isFailure(answer: unknown): answer is Failure {
  return typeof answer === 'object' && answer !== null && 'kind' in answer
}

/** fetch cannot tell how much of a body has been sent, so this is an XMLHttpRequest. */
function send(address: string, file: File, options: UploadOptions & { readonly attempt: string }): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const fail = (problem: Problem) => void callFailed(problem).then(reject)
    request.open('POST', address)
    request.setRequestHeader('X-Huzhu', '1')
    nameAccount((header, accountId) => request.setRequestHeader(header, accountId))
    request.setRequestHeader('Idempotency-Key', options.attempt)
    if (options.draft !== undefined) request.setRequestHeader('X-Huzhu-Draft', options.draft)
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      options.onProgress?.(total === 0 ? 0 : loaded / total),
    )
    request.addEventListener('error', () => fail({ kind: 'offline' }))
    request.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
    request.addEventListener('load', () => {
      const answer = answerOf(request)
      if (request.status < 300) resolve(answer)
      else
        fail(isFailure(answer) ? answer : { kind: 'fault', reference: request.getResponseHeader('x-request-id') ?? '' })
    })
    options.signal?.addEventListener('abort', () => request.abort())
    const form = new FormData()
    form.append('file', file)
    request.send(form)
  })
}

/** Sends a file to an upload of the contract. Throws `CallFailed`; a lapsed session is renewed, and the password asked for, over the page. */
export async function uploadFile<R extends FileRoute>(
  route: R,
  input: z.infer<R['input']>,
  file: File,
  options: UploadOptions = {},
): Promise<z.infer<R['output']>> {
  const address = addressWithQuery(route.path, input as Record<string, unknown>)
  const attempt = options.attempt ?? newAttempt()
  try {
    return (await send(address, file, { ...options, attempt })) as z.infer<R['output']>
  } catch (error) {
    const asking = askedFor(problemOf(error))
    if (!asking || !(await asking.ask())) throw error
    return (await send(address, file, { ...options, attempt })) as z.infer<R['output']>
  }
}

/** Address of a download of the contract, for images and links. */
export function downloadAddress<R extends FileRoute>(route: R, input: z.infer<R['input']>): string {
  return addressWithQuery(route.path, input as Record<string, unknown>)
}
