import { sql } from 'kysely'
import type { EnrolmentId } from '../../domain/shared/ids.ts'
import { inScope, inTransaction, type Transaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'

export type Progress = {
  readonly services: Services
  readonly subject: EnrolmentId
  readonly place: number
  readonly total: number
}

/** Told on a connection of its own, since the command's transaction is open until everyone is covered. */
async function apart({ services }: Progress, work: (tx: Transaction) => Promise<unknown>): Promise<void> {
  const { transactions, clock } = services
  const begin = { kind: 'system', purpose: 'progress' } as const
  await inTransaction(transactions, { begin, command: 'invoicing.tell-progress', now: clock() }, work)
}

/** How many covers of an enrolment are written, out of how many. */
export async function tellProgress(progress: Progress, done: number): Promise<void> {
  const { subject, place, total } = progress
  await apart(progress, (tx) =>
    sql`insert into bulk_progress (subject_id, place, done, total, updated_at)
      values (${subject}, ${place}, ${done}, ${total}, ${new Date(tx.now)})
      on conflict (subject_id) do update set done = excluded.done, total = excluded.total, updated_at = excluded.updated_at`.execute(
      tx.db,
    ),
  )
}

export async function clearProgress(progress: Progress): Promise<void> {
  await apart(progress, (tx) =>
    sql`delete from bulk_progress where subject_id = ${progress.subject}
    and ${inScope(tx, 'place')}`.execute(tx.db),
  )
}
