import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import type { Endpoint, InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { Instant } from '../../domain/shared/time.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { inTransaction, type Transaction, type Transactions } from '../db/transaction.ts'
import { KeptRefusal, RefusedError, refused } from '../refusal.ts'
import { beginningOf } from './beginning.ts'
import { checkDeclared } from './check-declared.ts'
import { bodyHashOf, keyOf, once, ownerOf, type KeptAnswer } from './idempotency.ts'
import { journalRefusals } from './journal-refusals.ts'
import { limitsOf } from './rate-limits.ts'
import { inputOf } from './request-input.ts'
import { mayCall, mustBeShown } from './access.ts'

/** What a handler may know of the call beside its input. */
export type Call = {
  readonly request: FastifyRequest
  /** Cookies to set (`Set-Cookie` values), sent after the commit and again when the answer is repeated. */
  readonly cookies: string[]
}

export type Handler<E extends Endpoint> = (
  tx: Transaction,
  input: InputOf<E>,
  call: Call,
) => Promise<OutputOf<E> | KeptRefusal>

export type Mounted = { readonly endpoint: Endpoint; readonly handler: Handler<Endpoint> }

/** Ties an endpoint to the function that does it; types are checked here, once. */
export function serve<E extends Endpoint>(endpoint: E, handler: Handler<E>): Mounted {
  return { endpoint, handler: handler }
}

export type MountSettings = {
  /** Whether the caller has given the password within the last minutes. */
  readonly isConfirmed: (tx: Transaction, request: FastifyRequest) => Promise<boolean>
  readonly transactions: Transactions
  readonly clock: () => Instant
  readonly crypto: CryptoProvider
}

/** Refuses where the password was not given within the last minutes. */
export async function mustBeConfirmed(
  { isConfirmed }: MountSettings,
  tx: Transaction,
  request: FastifyRequest,
): Promise<void> {
  if (!(await isConfirmed(tx, request))) refused({ code: 'password-needed' })
}

/** Serves an endpoint: checks input, permission and output, opens the transaction, keeps and repeats answers. */
export function mount(app: FastifyInstance, settings: MountSettings, { endpoint, handler }: Mounted): void {
  checkDeclared(endpoint)
  const { crypto } = settings
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    ...limitsOf(app, endpoint),
    async handler(request, reply) {
      const begin = beginningOf(request, endpoint)
      const input = inputOf(endpoint, request)
      const command = endpoint.kind === 'command' ? endpoint.name : null
      const key = command ? keyOf(request) : null
      const { pace = 'interactive' } = endpoint
      const asked = { request, begin, name: endpoint.name, changes: command !== null, input }
      const answer = await journalRefusals(settings, asked, () =>
        inTransaction(
          settings.transactions,
          { begin, command, now: settings.clock(), pace, address: request.ip, requestId: request.id },
          async (tx) => {
            mustBeShown(request, tx.caller)
            mayCall(endpoint.access, tx.caller)
            if (endpoint.reauthenticates) await mustBeConfirmed(settings, tx, request)
            const work = () => answerOf(tx, { endpoint, handler }, input, request)
            if (!key) return work()
            const bodyHash = bodyHashOf(crypto, input)
            return once(tx, crypto, { owner: ownerOf(tx, request), endpoint: endpoint.name, key, bodyHash }, work)
          },
        ),
      )
      if (answer instanceof KeptRefusal) throw new RefusedError(answer.refusal)
      if (answer.cookies.length > 0) void reply.header('set-cookie', answer.cookies)
      return reply.header('cache-control', 'no-store').send(answer.body)
    },
  })
}

async function answerOf(
  tx: Transaction,
  { endpoint, handler }: Mounted,
  input: unknown,
  request: FastifyRequest,
): Promise<KeptAnswer | KeptRefusal> {
  const cookies: string[] = []
  const result = await handler(tx, input, { request, cookies })
  if (endpoint.kind === 'command' && tx.entries !== 1)
    throw new Error(`${endpoint.name} wrote ${tx.entries} journal entries, not one`)
  return result instanceof KeptRefusal ? result : { body: z.parse(endpoint.output, result), cookies }
}
