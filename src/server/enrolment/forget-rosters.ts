import { sql } from 'kysely'
import { addDaysTo } from '../../domain/shared/time.ts'
import { inTransaction, inScope } from '../db/transaction.ts'
import { record } from '../journal.ts'
import type { Services } from '../services.ts'

/** Refused rows and the files that they came from are kept this long after submission. Source: decisions, "Import". */
const KEPT_DAYS = 30

/** Every night: forgets refused rows and uploaded rosters of enrolments submitted (or ended) more than 30 days ago. */
export async function forgetRosters({ transactions, clock }: Services): Promise<void> {
  const begin = { kind: 'system', purpose: 'nightly' } as const
  const request = { begin, command: 'enrolment.forget-rosters', now: clock(), pace: 'bulk' } as const
  await inTransaction(transactions, request, async (tx) => {
    const before = new Date(addDaysTo(tx.now, -KEPT_DAYS))
    const old = sql`select e.id from enrolments e where e.state not in ('draft', 'returned')
      and coalesce(e.submitted_at, e.created_at) < ${before} and ${inScope(tx, 'e.place')}`
    const { numAffectedRows: rows = 0n } = await sql`delete from refused_rows where enrolment_id in (${old})
      and ${inScope(tx, 'place')}`.execute(tx.db)
    const { numAffectedRows: files = 0n } = await sql`update files set removed_at = ${new Date(tx.now)}
      where removed_at is null and ${inScope(tx, 'place')} and id in (select b.file_id from import_batches b where b.enrolment_id in (${old}))`.execute(
      tx.db,
    )
    await record(tx, { action: 'enrolment.forget-rosters', facts: { rows: Number(rows), files: Number(files) } })
  })
}
