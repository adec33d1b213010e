import { sql } from 'kysely'
import { ROOT_INTERVAL } from '../domain/organisations/tree.ts'
import { newId } from './db/uuid.ts'
import { maskSensitive } from '../domain/shared/sensitive.ts'
import type { Transaction } from './db/transaction.ts'
import { withNext } from './db/prepared.ts'

export type JournalFacts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

export type JournalEntry = {
  readonly action: string
  readonly subject?: string
  /** Place of the rows concerned, where it is not the caller's own. */
  readonly place?: number
  readonly facts?: JournalFacts
  /** What looks like a full document number, phone or card is masked on its way in, here as in `facts` and `after`. */
  readonly before?: JournalFacts
  readonly after?: JournalFacts
  readonly result?: 'done' | 'refused'
}

/** Writes the one journal entry of a command, in its transaction. */
export async function record(tx: Transaction, entry: JournalEntry): Promise<void> {
  const { action, subject = null, facts = {}, before, after, result = 'done' } = entry
  const place = entry.place ?? tx.caller?.place ?? ROOT_INTERVAL.low
  await withNext(sql`insert into journal (id, at, account_id, organisation_id, place, action, subject_id, facts, before, after, result,
      address, request_id, desks)
    values (${newId()}, ${new Date(tx.now)}, ${tx.caller?.accountId ?? null}, ${tx.caller?.organisationId ?? null}, ${place},
      ${action}, ${subject}, ${written(facts)}, ${before ? written(before) : null},
      ${after ? written(after) : null}, ${result}, ${tx.address}, ${tx.requestId},
      ${tx.caller?.desks ?? []})`).execute(tx.db)
  tx.entries += 1
}

/** Reasons are typed by people, and nothing can be taken out of the journal again. */
function written(facts: JournalFacts): string {
  return JSON.stringify(facts, (_, value: unknown) => (typeof value === 'string' ? maskSensitive(value) : value))
}
