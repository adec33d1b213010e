import { sql } from 'kysely'
import type { AccountKind } from '../../domain/accounts/session-life.ts'
import { IDLE_MINUTES, LONGEST_HOURS } from '../../domain/accounts/session-life.ts'
import type { AccountId } from '../../domain/shared/ids.ts'
import { addHours } from '../../domain/shared/time.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { newToken, tokenHash } from './random-codes.ts'

export type SessionWish = {
  readonly account: { readonly id: AccountId; readonly place: number; readonly kind: AccountKind }
  readonly deviceHash: Uint8Array | null
  readonly agent: string
}

/** Starts a session and answers its token, which only the browser's cookie keeps. */
export async function saveNewSession(tx: Transaction, { account, deviceHash, agent }: SessionWish): Promise<string> {
  const token = newToken()
  const now = new Date(tx.now)
  await sql`insert into sessions (token_hash, account_id, place, created_at, last_seen_at, ends_at, idle, device_hash,
      address, agent)
    values (${tokenHash(token)}, ${account.id}, ${account.place}, ${now}, ${now}, ${new Date(addHours(tx.now, LONGEST_HOURS))},
      ${`${IDLE_MINUTES[account.kind]} minutes`}, ${deviceHash}, ${tx.address}, ${agent.slice(0, 300)})`.execute(tx.db)
  return token
}

/** Ends one session; answers whether it was alive. With an account, only one of its own. */
export async function endSession(tx: Transaction, hash: Uint8Array, ofAccount?: AccountId): Promise<boolean> {
  const { rows } = await sql`update sessions set ended_at = ${new Date(tx.now)}
    where token_hash = ${hash} and ended_at is null and (${ofAccount ?? null}::uuid is null or account_id = ${ofAccount ?? null})
      and ${inScope(tx, 'place')} returning token_hash`.execute(tx.db)
  return rows.length > 0
}

/** Ends all sessions of an account, but for the one that is kept. */
export async function endSessionsOf(tx: Transaction, account: AccountId, kept?: Uint8Array): Promise<void> {
  await sql`update sessions set ended_at = ${new Date(tx.now)}
    where account_id = ${account} and ended_at is null and ${inScope(tx, 'place')}
      and (${kept ?? null}::bytea is null or token_hash <> ${kept ?? null})`.execute(tx.db)
}
