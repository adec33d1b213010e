import { sql } from 'kysely'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { countWork as countWorkEndpoint } from '../../contract/work-pool.ts'
import { queuesOf } from '../../domain/work-pool/queues.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { found } from '../refusal.ts'
import { COUNTED } from './count-pool.ts'

type Counts = OutputOf<typeof countWorkEndpoint>
type PoolRow = Omit<Counts['pools'][number], 'due'> & { due: Date | null }

/** Counts of the pools of the caller's desks, and of what a unit has to do itself: two queries, whatever the sizes. */
export async function countWork(tx: Transaction): Promise<Counts> {
  const { accountId, desks, organisationKind } = callerIn(tx)
  const now = new Date(tx.now)
  const { rows } = await sql<PoolRow>`select kind,
      count(*) filter (where holder_id is null or held_until <= ${now})::int as waiting,
      count(*) filter (where holder_id = ${accountId} and held_until > ${now})::int as mine,
      count(*) filter (where due_at < ${now} and (holder_id is null or held_until <= ${now} or holder_id = ${accountId}))::int as overdue,
      min(due_at) filter (where holder_id is null or held_until <= ${now} or holder_id = ${accountId}) as due
    from (select kind, holder_id, held_until, due_at from work_items where desk = any(${[...queuesOf(desks)]}) and ${inScope(tx, 'place')}
      limit ${COUNTED}) counted group by kind order by kind`.execute(tx.db)
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
