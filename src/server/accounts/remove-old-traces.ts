import { sql } from 'kysely'
import { DEVICE_DAYS, ENDED_SESSION_DAYS } from '../../domain/accounts/session-life.ts'
import { addDaysTo } from '../../domain/shared/time.ts'
import { inScope, inTransaction, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import type { Services } from '../services.ts'

/** Limits look back a day at most; the second day is for whoever asks what happened. */
const ATTEMPT_DAYS = 2
/** How long the answer of a command can be asked for again by its key. Source: decisions, "Idempotency". */
const KEY_DAYS = 30

/** Deletes what no rule looks at any more: tries, codes, half-done sign-ins, forgotten devices, answered keys, sessions. */
export async function removeOldTraces({ transactions, clock }: Services): Promise<void> {
  const begin = { kind: 'system', purpose: 'nightly' } as const
  const now = clock()
  await inTransaction(transactions, { begin, command: null, now, pace: 'bulk' }, removeAll)
  await inTransaction(transactions, { begin, command: 'account.sessions-removed', now, pace: 'bulk' }, removeSessions)
}

async function removeAll(tx: Transaction): Promise<void> {
  const before = (days: number) => new Date(addDaysTo(tx.now, -days))
  await sql`delete from attempts where at < ${before(ATTEMPT_DAYS)}`.execute(tx.db)
  await sql`delete from one_time_codes where created_at < ${before(ATTEMPT_DAYS)}`.execute(tx.db)
  await sql`delete from sign_in_steps where expires_at < ${before(ATTEMPT_DAYS)}`.execute(tx.db)
  await sql`delete from known_devices where seen_at < ${before(DEVICE_DAYS)}`.execute(tx.db)
  await sql`delete from idempotency_keys where created_at < ${before(KEY_DAYS)}`.execute(tx.db)
}

/** A session ends by itself too: by its time, or by nobody being there. */
async function removeSessions(tx: Transaction): Promise<void> {
  const before = new Date(addDaysTo(tx.now, -ENDED_SESSION_DAYS))
  const { numAffectedRows = 0n } = await sql`delete from sessions
    where least(coalesce(ended_at, ends_at), ends_at, last_seen_at + idle) < ${before} and ${inScope(tx, 'place')}`.execute(
    tx.db,
  )
  const removed = Number(numAffectedRows)
  if (removed > 0) await record(tx, { action: 'account.sessions-removed', facts: { removed } })
}
