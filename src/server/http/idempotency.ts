import { sql } from 'kysely'
import type { Transaction } from '../db/transaction.ts'
import { refused } from '../refusal.ts'

export type KeyUse = {
  readonly owner: string
  readonly endpoint: string
  readonly key: string
  readonly bodyHash: Uint8Array
}

/**
 * Reserves the key, first thing in the transaction. The answer of an earlier call with this key, where there is one;
 * a call that is still running is waited for (lock timeout, then "in progress"), another body is refused.
 */
export async function answerKept(tx: Transaction, { owner, endpoint, key, bodyHash }: KeyUse): Promise<unknown> {
  const { rows: reserved } = await sql`insert into idempotency_keys (owner, endpoint, key, body_hash, created_at)
    values (${owner}, ${endpoint}, ${key}, ${bodyHash}, ${new Date(tx.now)}) on conflict do nothing returning key`.execute(
    tx.db,
  )
  if (reserved.length > 0) return undefined
  const { rows } = await sql<{ answer: unknown; same: boolean }>`select answer, body_hash = ${bodyHash} as same
    from idempotency_keys where owner = ${owner} and endpoint = ${endpoint} and key = ${key}`.execute(tx.db)
  const kept = rows[0]
  if (!kept) return refused({ code: 'still-running' })
  if (!kept.same) return refused({ code: 'key-reused' })
  return kept.answer ?? refused({ code: 'still-running' })
}

/** Stores the answer with the key; a refusal that commits gives the key back, since refusals are not stored. */
export async function keepAnswer(tx: Transaction, { owner, endpoint, key }: KeyUse, answer: unknown): Promise<void> {
  if (answer === undefined) {
    await sql`delete from idempotency_keys where owner = ${owner} and endpoint = ${endpoint} and key = ${key}`.execute(
      tx.db,
    )
    return
  }
  await sql`update idempotency_keys set answer = ${JSON.stringify(answer)}
    where owner = ${owner} and endpoint = ${endpoint} and key = ${key}`.execute(tx.db)
}
