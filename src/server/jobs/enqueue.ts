import { sql } from 'kysely'
import type { Transaction } from '../db/transaction.ts'

export type JobWish = {
  readonly task: string
  /** Id of what the task is about; the queue holds nothing else. */
  readonly subject: string
  /** A waiting job of the same key is replaced; one that is already running gets a successor. */
  readonly key?: string
  readonly afterSeconds?: number
  /** Somebody waits in front of a page for it, as for a code by SMS: it goes before jobs that are not. */
  readonly awaited?: true
}

/** Lower goes first. */
const AWAITED = -10

/** Puts a job on the queue in this transaction: it exists exactly when the transaction commits. */
export async function enqueue(
  tx: Transaction,
  { task, subject, key, afterSeconds = 0, awaited }: JobWish,
): Promise<void> {
  await sql`select graphile_worker.enqueue(${task}, ${subject}, ${key ?? null},
    now() + make_interval(secs => ${afterSeconds}), ${awaited ? AWAITED : 0})`.execute(tx.db)
}
