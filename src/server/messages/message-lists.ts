import { sql } from 'kysely'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { listUndelivered as endpoint } from '../../contract/messages.ts'
import { WITHDRAWN } from '../../domain/messages/delivery.ts'
import { inScope, type Transaction } from '../db/transaction.ts'

type Answer = OutputOf<typeof endpoint>
type Row = Omit<Answer['messages'][number], 'at'> & { readonly at: Date; readonly total: number }

const TOLD_DAYS = 7
const SHOWN = 50

/**
 * Messages of the last days about which nothing more will happen, although they were not sent, the newest first; not those
 * that were sent again as another message, nor those that were withdrawn.
 */
export async function listUndelivered(tx: Transaction): Promise<Answer> {
  const { rows } =
    await sql<Row>`select m.id, m.at, m.channel, m.kind, m.attempts, coalesce(m.last_error, '') as reason,
      m.state = 'unknown' as doubtful, coalesce(o.name, '') as "organisationName", count(*) over ()::int as total
    from messages m left join organisations o on o.low = m.place
    where (m.state = 'failed' or (m.state = 'unknown' and m.next_attempt_at is null)) and m.replaced_by is null
      and m.last_error is distinct from ${WITHDRAWN}
      and m.at > ${new Date(tx.now)}::timestamptz - make_interval(days => ${TOLD_DAYS}) and ${inScope(tx, 'm.place')}
    order by m.at desc, m.id desc limit ${SHOWN}`.execute(tx.db)
  return {
    total: rows[0]?.total ?? 0,
    messages: rows.map(({ total: _total, at, ...row }) => ({ ...row, at: at.toISOString() })),
  }
}

/** How many messages of the last day were given up, for the operator's log. */
export async function countUndelivered(tx: Transaction): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from messages
    where (state = 'failed' or (state = 'unknown' and next_attempt_at is null)) and replaced_by is null
      and last_error is distinct from ${WITHDRAWN}
      and at > ${new Date(tx.now)}::timestamptz - interval '1 day' and ${inScope(tx, 'place')}`.execute(tx.db)
  return rows[0]?.count ?? 0
}
