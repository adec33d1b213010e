import type { FileRoute } from '../../contract/endpoint.ts'
import type * as z from 'zod/mini'
import { addressOf, callFailed, failureOf } from './call-endpoint.ts'
import { signInAgain } from './asking.ts'
import { nameAccount } from './shown-account.ts'
import { downloadAddress } from './upload-file.ts'

export type FetchedFile = { readonly name: string; readonly bytes: Blob; readonly headers: Headers }

function nameOf(response: Response): string {
  const given = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')
  return given?.[1] === undefined ? 'download' : decodeURIComponent(given[1])
}

async function ask<R extends FileRoute>(route: R, input: z.infer<R['input']>): Promise<Response> {
  const headers = new Headers({ 'X-Huzhu': '1' })
  nameAccount((header, accountId) => headers.set(header, accountId))
  try {
    if (route.method === 'GET')
      return await fetch(downloadAddress(route, input), { headers, credentials: 'same-origin' })
    // What shall not stand in an address.
    const [address, rest] = addressOf(route.path, input as Record<string, unknown>)
    headers.set('content-type', 'application/json')
    return await fetch(address, { method: 'POST', headers, credentials: 'same-origin', body: JSON.stringify(rest) })
  } catch {
    throw await callFailed({ kind: 'offline' })
  }
}

/**
 * Fetches a file of the contract whole, so that a refusal can be told in the page instead of becoming a broken
 * download.
 */
export async function fetchFile<R extends FileRoute>(route: R, input: z.infer<R['input']>): Promise<FetchedFile> {
  let response = await ask(route, input)
  if (response.status === 401 && (await signInAgain.ask())) response = await ask(route, input)
  if (!response.ok) throw await callFailed(await failureOf(response))
  return { name: nameOf(response), bytes: await response.blob(), headers: response.headers }
}

/** Hands a fetched file to the browser's downloads. */
export function keepFile({ name, bytes }: Pick<FetchedFile, 'name' | 'bytes'>): void {
  const address = URL.createObjectURL(bytes)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
