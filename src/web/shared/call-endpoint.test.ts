import { afterEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod/mini'
import { endpoint } from '../../contract/endpoint.ts'
import { addressOf, callEndpoint, CallFailed, newAttempt, sentenceOf } from './call-endpoint.ts'
import { passwordAgain, signInAgain } from './asking.ts'
import { showAccount } from './shown-account.ts'

const shared = { summary: '', access: 'signed-in', scope: 'account', output: z.any() } as const
const read = endpoint({
  ...shared,
  name: 'test.read',
  kind: 'query',
  method: 'GET',
  path: '/api/things/:id',
  input: z.strictObject({ id: z.string(), tab: z.optional(z.string()), limit: z.optional(z.int()) }),
})
const change = endpoint({
  ...shared,
  name: 'test.change',
  kind: 'command',
  method: 'POST',
  path: '/api/things/:id/change',
  input: z.strictObject({ id: z.string(), to: z.string() }),
})

const answers = (...given: [number, unknown][]) => {
  const fetched = vi.fn(async (_address: string, _init: RequestInit) => {
    const [status, body] = given.shift() ?? [500, {}]
    return new Response(JSON.stringify(body), { status })
  })
  vi.stubGlobal('fetch', fetched)
  return fetched
}
const headerOf = (init: RequestInit | undefined, name: string) => new Headers(init?.headers).get(name)
const signedOut: [number, unknown] = [401, { kind: 'refusal', refusal: { code: 'not-signed-in' } }]

afterEach(() => vi.unstubAllGlobals())

describe('an endpoint', () => {
  it('is called with its path parameters in the path and the rest in the query or the body', async () => {
    const fetched = answers([200, {}], [200, {}])
    await callEndpoint(read, { id: 'a/b', tab: 'mine', limit: 20 })
    expect(fetched.mock.calls[0]?.[0]).toBe('/api/things/a%2Fb?tab=mine&limit=20')
    await callEndpoint(change, { id: 'x', to: 'y' })
    expect(fetched.mock.calls[1]?.[0]).toBe('/api/things/x/change')
    expect(fetched.mock.calls[1]?.[1].body).toBe('{"to":"y"}')
    expect(headerOf(fetched.mock.calls[1]?.[1], 'X-Huzhu')).toBe('1')
    expect(addressOf('/api/:a', { a: '1', b: 2 })).toEqual(['/api/1', { b: 2 }])
  })

  it('gets an idempotency key when it is a command, and none when it is a query', async () => {
    const fetched = answers([200, {}], [200, {}])
    await callEndpoint(read, { id: 'a' })
    await callEndpoint(change, { id: 'x', to: 'y' })
    expect(headerOf(fetched.mock.calls[0]?.[1], 'Idempotency-Key')).toBeNull()
    expect(headerOf(fetched.mock.calls[1]?.[1], 'Idempotency-Key')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/)
    expect(newAttempt()).not.toBe(newAttempt())
  })

  it('of a draft names the draft, to which attempts before sign-in belong', async () => {
    const input = z.strictObject({ draft: z.string() })
    const submit = endpoint({
      ...shared,
      name: 'test.submit',
      kind: 'command',
      method: 'POST',
      path: '/api/submit',
      input,
    })
    const fetched = answers([200, {}], [200, {}])
    await callEndpoint(submit, { draft: 'token' })
    await callEndpoint(change, { id: 'x', to: 'y' })
    expect(headerOf(fetched.mock.calls[0]?.[1], 'X-Huzhu-Draft')).toBe('token')
    expect(headerOf(fetched.mock.calls[1]?.[1], 'X-Huzhu-Draft')).toBeNull()
  })

  it('names the account that the page shows, but where the page asks whose it is', async () => {
    const fetched = answers([200, {}], [200, {}], [200, {}])
    await callEndpoint(read, { id: 'a' })
    showAccount('account-1')
    await callEndpoint(read, { id: 'a' })
    await callEndpoint(read, { id: 'a' }, { asAnyone: true })
    const named = fetched.mock.calls.map(([, init]) => headerOf(init, 'X-Huzhu-Account'))
    expect(named).toEqual([null, 'account-1', null])
  })

  it('is called again with the same key once the user has signed in again', async () => {
    const fetched = answers(signedOut, [200, { fine: true }])
    const answer = callEndpoint(change, { id: 'x', to: 'y' })
    await vi.waitFor(() => expect(signInAgain.isAsking()).toBe(true))
    signInAgain.answer(true)
    expect(await answer).toEqual({ fine: true })
    const keys = fetched.mock.calls.map(([, init]) => headerOf(init, 'Idempotency-Key'))
    expect(keys).toHaveLength(2)
    expect(keys[0]).toBe(keys[1])
  })

  it('waits for the password where it is needed, and fails where it is not given', async () => {
    const needed: [number, unknown] = [409, { kind: 'refusal', refusal: { code: 'password-needed' } }]
    const fetched = answers(needed, [200, { fine: true }], needed)
    const answer = callEndpoint(change, { id: 'x', to: 'y' })
    await vi.waitFor(() => expect(passwordAgain.isAsking()).toBe(true))
    passwordAgain.answer(true)
    expect(await answer).toEqual({ fine: true })
    const refused = callEndpoint(change, { id: 'x', to: 'y' }).catch((error: unknown) => error)
    await vi.waitFor(() => expect(passwordAgain.isAsking()).toBe(true))
    passwordAgain.answer(false)
    expect(await refused).toBeInstanceOf(CallFailed)
    expect(fetched).toHaveBeenCalledTimes(3)
  })

  it('says a refusal, a lost line and a fault each in a sentence of its own', async () => {
    answers([409, { kind: 'refusal', refusal: { code: 'changed-meanwhile' } }], [502, 'a proxy'])
    const refused: unknown = await callEndpoint(read, { id: 'a' }).catch((error: unknown) => error)
    const fault: unknown = await callEndpoint(read, { id: 'a' }).catch((error: unknown) => error)
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no line')))
    const offline: unknown = await callEndpoint(read, { id: 'a' }).catch((error: unknown) => error)
    expect([refused, fault, offline].every((error) => error instanceof CallFailed)).toBe(true)
    expect(new Set([refused, fault, offline].map(sentenceOf)).size).toBe(3)
  })

  it('tells the reference of a fault, by which the log is searched', async () => {
    answers([500, { kind: 'fault', reference: 'a1b2' }], [502, 'a proxy'])
    const ours: unknown = await callEndpoint(read, { id: 'a' }).catch((error: unknown) => error)
    const unknown: unknown = await callEndpoint(read, { id: 'a' }).catch((error: unknown) => error)
    expect(sentenceOf(ours)).toContain('a1b2')
    expect(sentenceOf(unknown)).not.toContain('{')
    expect(sentenceOf(unknown)).not.toBe(sentenceOf(ours))
  })
})
