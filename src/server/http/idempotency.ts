import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { prepared, withNext } from '../db/prepared.ts'
import { LOCK_WAIT, sqlState, type Transaction } from '../db/transaction.ts'
import { KeptRefusal, refused } from '../refusal.ts'

export type KeyUse = {
  readonly owner: string
  readonly endpoint: string
  readonly key: string
  /** Keyed hash of the body: bodies hold passwords and codes, which a plain hash would give away to a guesser. */
  readonly bodyHash: Uint8Array
}

/** What a call answered: its body, and the cookies that came with it. */
export type KeptAnswer = { readonly body: unknown; readonly cookies: readonly string[] }

const PURPOSE = 'idempotency_keys.answer'

function recordOf({ owner, endpoint, key }: KeyUse): string {
  return `${owner}|${endpoint}|${key}`
}

/** The row of a key that this transaction reserved. Nothing moves it before the commit, so its place finds it. */
type Reserved = { readonly place: string }

/** Whoever holds a key is another click of one's own: a wait for it that runs out is not told as somebody else's work. */
function stillRunning(error: unknown): never {
  if (sqlState(error) === LOCK_WAIT) return refused({ code: 'still-running' })
  throw error
}

/**
 * Reserves the key, first thing in the transaction, or answers what an earlier call with it was told. A call that is still
 * running is waited for (lock timeout, then "in progress"), another body is refused.
 */
async function reserve(tx: Transaction, crypto: CryptoProvider, use: KeyUse): Promise<Reserved | KeptAnswer> {
  const { owner, endpoint, key, bodyHash } = use
  const { rows: reserved } = await prepared(
    sql<Reserved>`insert into idempotency_keys (owner, endpoint, key, body_hash, created_at)
      values (${owner}, ${endpoint}, ${key}, ${bodyHash}, ${new Date(tx.now)}) on conflict do nothing returning ctid as place`,
  )
    .execute(tx.db)
    .catch(stillRunning)
  if (reserved[0]) return reserved[0]
  const { rows } = await sql<{
    answer: Uint8Array | null
    same: boolean
  }>`select answer, body_hash = ${bodyHash} as same
    from idempotency_keys where owner = ${owner} and endpoint = ${endpoint} and key = ${key}`.execute(tx.db)
  const kept = rows[0]
  if (!kept) return refused({ code: 'still-running' })
  if (!kept.same) return refused({ code: 'key-reused' })
  if (!kept.answer) return refused({ code: 'still-running' })
  return JSON.parse(crypto.open(PURPOSE, recordOf(use), kept.answer).toString()) as KeptAnswer
}

/** Stores the answer with the key, sealed, since answers show what their endpoint may show and open what tokens open. */
async function keepAnswer(tx: Transaction, { place }: Reserved, sealed: Buffer): Promise<void> {
  await withNext(sql`update idempotency_keys set answer = ${sealed} where ctid = ${place}::tid`).execute(tx.db)
}

/** Gives the key back after a refusal that commits, since refusals are not stored. */
async function giveKeyBack(tx: Transaction, { place }: Reserved): Promise<void> {
  await sql`delete from idempotency_keys where ctid = ${place}::tid`.execute(tx.db)
}

const KEY = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The key that every POST but a query carries. */
export function keyOf(request: FastifyRequest): string {
  const key = request.headers['idempotency-key']
  return typeof key === 'string' && KEY.test(key) ? key : refused({ code: 'key-missing' })
}

/** Keyed, as the body may hold passwords and codes. */
export function bodyHashOf(crypto: CryptoProvider, body: unknown): Buffer {
  return crypto.blindIndex('idempotency_keys.body', JSON.stringify(body))
}

/** Does the work unless this key has been answered: then the same answer again, cookies and all. */
export async function once<Refused extends KeptRefusal = never>(
  tx: Transaction,
  crypto: CryptoProvider,
  use: KeyUse,
  work: () => Promise<KeptAnswer | Refused>,
): Promise<KeptAnswer | Refused> {
  const reserved = await reserve(tx, crypto, use)
  if (!('place' in reserved)) return reserved
  const answer = await work()
  if (answer instanceof KeptRefusal) await giveKeyBack(tx, reserved)
  else await keepAnswer(tx, reserved, crypto.seal(PURPOSE, recordOf(use), JSON.stringify(answer)))
  return answer
}

/** Keys belong to the account, and before sign-in to the browser's draft token. */
export function ownerOf(tx: Transaction, request: FastifyRequest): string {
  if (tx.caller) return tx.caller.accountId
  const draft = request.headers['x-huzhu-draft']
  return `draft:${typeof draft === 'string' ? createHash('sha256').update(draft).digest('base64url') : request.ip}`
}
