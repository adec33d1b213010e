import type * as z from 'zod/mini'
import type { Desk } from '../domain/organisations/desks.ts'

/** Whose rows an endpoint reaches: nobody's, the account's own, or those of the organisations below its node. */
export type EndpointScope = 'public' | 'account' | 'subtree'

/**
 * Who may call: anyone (before sign-in), everyone signed in, or holders of one of these desks.
 * There is no default: an endpoint without it does not compile, and the server does not start.
 */
export type EndpointAccess = 'anyone' | 'signed-in' | readonly [Desk, ...Desk[]]

export type EndpointRate = { readonly per: 'address' | 'account'; readonly count: number; readonly minutes: number }

/**
 * One endpoint as data. `query` reads and takes no idempotency key; `command` changes something, takes the header
 * `Idempotency-Key` and leaves exactly one journal entry. Reads with sensitive filters are POSTs of
 * kind `query`, so that document numbers and phones stay out of URLs. Input is one flat object: path parameters,
 * query string (GET) or JSON body (POST). Schemas hold strings, integers, enums, patterns and brands only.
 */
export type Endpoint<Input extends z.ZodMiniType = z.ZodMiniType, Output extends z.ZodMiniType = z.ZodMiniType> = {
  readonly name: `${string}.${string}`
  readonly kind: 'query' | 'command'
  readonly method: 'GET' | 'POST'
  readonly path: `/api/${string}`
  readonly summary: string
  readonly access: EndpointAccess
  readonly scope: EndpointScope
  readonly rate?: EndpointRate
  /** The password must have been given within the last minutes: asked again over the page, nothing typed is lost. */
  readonly reauthenticates?: true
  /** `bulk` commands run on their own pool with 120 s, the others within 10 s. */
  readonly pace?: 'interactive' | 'bulk'
  readonly input: Input
  readonly output: Output
}

export type InputOf<E extends Endpoint> = z.infer<E['input']>
export type OutputOf<E extends Endpoint> = z.infer<E['output']>

/** Declares an endpoint and keeps its literal types. */
export function endpoint<const E extends Endpoint>(declared: E): E {
  return declared
}

/**
 * A plain route that streams a file in or out. It is declared here like every endpoint, so that permission, scope
 * and sweeps cover it; what it streams is not JSON.
 */
export type FileRoute<Input extends z.ZodMiniType = z.ZodMiniType, Output extends z.ZodMiniType = z.ZodMiniType> = Omit<
  Endpoint<Input, Output>,
  'kind'
> & {
  readonly kind: 'upload' | 'download'
  /** Upload: greatest size in bytes. */
  readonly limit?: number
}

export function fileRoute<const R extends FileRoute>(declared: R): R {
  return declared
}

/** Answer of a failed call. `invalid` 400, `refusal` 401 · 403 · 404 · 409 · 422 · 429, `fault` 500. */
export type Failure =
  | { readonly kind: 'invalid'; readonly fields: readonly { readonly path: string; readonly message: string }[] }
  | { readonly kind: 'refusal'; readonly refusal: { readonly code: string; readonly [fact: string]: string | number } }
  | { readonly kind: 'fault'; readonly reference: string }
