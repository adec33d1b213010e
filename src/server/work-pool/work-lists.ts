import { sql } from 'kysely'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { countWork as countWorkEndpoint } from '../../contract/work-pool.ts'
import { COUNTED_AT_MOST } from '../../domain/shared/counted.ts'
import { kindsOf } from '../../domain/work-pool/queues.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { found } from '../refusal.ts'

type Counts = OutputOf<typeof countWorkEndpoint>
type PoolRow = Omit<Counts['pools'][number], 'due'> & { due: Date | null }

/**
 * Counts of the pools of the caller's desks, and of what a unit has to do itself: two queries, whatever the sizes. What
 * waits, and what of it is late, is counted up to `COUNTED_AT_MOST`.
 */
export async function countWork(tx: Transaction): Promise<Counts> {
  const { accountId, desks, organisationKind } = callerIn(tx)
  const now = new Date(tx.now)
  const pool = sql<boolean>`w.kind = pools.kind and ${inScope(tx, 'w.place')}`
  const free = sql<boolean>`(w.holder_id is null or w.held_until <= ${now})`
  const mine = sql<boolean>`w.holder_id = ${accountId} and w.held_until > ${now}`
  const { rows } = await sql<PoolRow>`select kind,
      (select count(*)::int from (select from work_items w where ${pool} and ${free} limit ${COUNTED_AT_MOST}) counted) as waiting,
      (select count(*)::int from work_items w where ${pool} and ${mine}) as mine,
      (select count(*)::int from (select from work_items w where ${pool} and w.due_order < ${now} and (${free} or ${mine})
        limit ${COUNTED_AT_MOST}) counted) as overdue,
      (select w.due_at from work_items w where ${pool} and (${free} or ${mine}) order by w.due_order limit 1) as due
    from unnest(${[...kindsOf(desks)]}::text[]) with ordinality pools (kind, at)
    where exists (select from work_items w where ${pool}) order by at`.execute(tx.db)
  const pools = rows.map(({ due, ...pool }) => ({ ...pool, due: due?.toISOString() ?? null }))
  if (organisationKind !== 'unit') return { pools, enrolmentsToEdit: 0, enrolmentsToInvoice: 0, lettersToPrint: 0 }
  const { rows: counts } = await sql<Omit<Counts, 'pools'>>`select
      (select count(*)::int from enrolments where state in ('draft', 'returned') and ${inScope(tx, 'place')}) as "enrolmentsToEdit",
      (select count(*)::int from enrolments where state = 'invoicing' and ${inScope(tx, 'place')}) as "enrolmentsToInvoice",
      (select count(*)::int from certificates where printed_at is null and ${inScope(tx, 'place')}) as "lettersToPrint"`.execute(
    tx.db,
  )
  return { pools, ...found(counts[0]) }
}
