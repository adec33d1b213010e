import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { addHours, type Instant } from '../../domain/shared/time.ts'
import type { Transaction } from '../db/transaction.ts'
import { instantOf } from '../../domain/shared/time.ts'

/** What is counted, as rows: they hold over processes and outlive refusals. */
export type AttemptKind =
  | 'sign-in-failed'
  | 'code-asked'
  | 'code-sent'
  | 'code-sent-from'
  | 'code-tried'
  | 'activation-failed'
  | 'draft-upload'
  | 'unknown-person'
  | 'elsewhere-typed'
  | 'elsewhere-in-file'

/**
 * Makes attempts on one subject wait for each other until the transaction ends: guesses in parallel count one by one.
 * An advisory lock, since a subject such as an unknown user name has no row to lock.
 */
export async function lockAttempts(tx: Transaction, subject: Uint8Array): Promise<void> {
  const number = createHash('sha256').update(subject).digest().readBigInt64BE()
  await sql`select pg_advisory_xact_lock(${number.toString()}::bigint)`.execute(tx.db)
}

/** Moments of the attempts within so many hours, oldest first. */
export async function listAttempts(
  tx: Transaction,
  kind: AttemptKind,
  subject: Uint8Array,
  hours: number,
): Promise<Instant[]> {
  const since = new Date(addHours(tx.now, -hours))
  const { rows } = await sql<{ at: Date }>`select at from attempts
    where kind = ${kind} and subject = ${subject} and at > ${since} order by at`.execute(tx.db)
  return rows.map(({ at }) => instantOf(at.getTime()))
}

export async function saveAttempt(tx: Transaction, kind: AttemptKind, subject: Uint8Array): Promise<void> {
  await sql`insert into attempts (kind, subject, at) values (${kind}, ${subject}, ${new Date(tx.now)})`.execute(tx.db)
}

export async function forgetAttempts(
  tx: Transaction,
  kind: AttemptKind,
  subjects: readonly Uint8Array[],
): Promise<void> {
  await sql`delete from attempts where kind = ${kind} and subject = any(${[...subjects]}::bytea[])`.execute(tx.db)
}
