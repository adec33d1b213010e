import { sql } from 'kysely'
import { inScope, inTransaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import type { Services } from '../services.ts'

/** Every night: files of exports go after a week, and requests that nobody has decided end. */
export async function forgetExports({ transactions, clock }: Services): Promise<void> {
  const begin = { kind: 'system', purpose: 'nightly' } as const
  const request = { begin, command: 'claim-exports.forget', now: clock(), pace: 'bulk' } as const
  await inTransaction(transactions, request, async (tx) => {
    const now = new Date(tx.now)
    const { rows } = await sql<{ file: string | null }>`update exports set state = 'expired'
      where state in ('asked', 'done') and expires_at <= ${now} and ${inScope(tx, 'place')}
      returning file_id as file`.execute(tx.db)
    const files = rows.flatMap(({ file }) => (file === null ? [] : [file]))
    await sql`update files set removed_at = ${now} where id = any(${files}::uuid[]) and ${inScope(tx, 'place')}`.execute(
      tx.db,
    )
    await record(tx, { action: 'claim-exports.forget', facts: { exports: rows.length, files: files.length } })
  })
}
