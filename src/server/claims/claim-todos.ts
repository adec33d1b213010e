import { sql } from 'kysely'
import type { listClaimTodos as endpoint } from '../../contract/claim-todos.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { ClaimKind } from '../../domain/plans/claim-kind.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'

type Answer = OutputOf<typeof endpoint>
type Returned = {
  id: string
  number: string
  state: 'materials' | 'entry'
  kind: ClaimKind
  event: string
  returnedAt: Date
}
type Waiting = { state: 'materials' | 'entry'; count: number; first: { id: string; number: string } | null }

const SHOWN = 10
/** Nobody mends more at once; more would be counted and not grouped. */
const GROUPED = 200

/** What a unit has to do about its cases: what came back, the longest first, then what waits for images or entry. */
export async function listClaimTodos(tx: Transaction): Promise<Answer> {
  const events = grouped(await listReturned(tx))
  const waiting = await countWaiting(tx)
  const of = (state: Waiting['state']): Answer['entry'] => {
    const { count, first } = waiting.find((row) => row.state === state) ?? { count: 0, first: null }
    return { count, first }
  }
  return {
    returned: events.slice(0, SHOWN),
    more: Math.max(0, events.length - SHOWN),
    materials: of('materials'),
    entry: of('entry'),
  }
}

/** Cases of one event are mended together. */
function grouped(rows: readonly Returned[]): Answer['returned'] {
  const events = new Map<string, Answer['returned'][number]>()
  for (const { id, number, state, kind, event, returnedAt } of rows) {
    const known = events.get(event)
    if (known) known.kinds.push(kind)
    else events.set(event, { id, number, state, kinds: [kind], returnedAt: returnedAt.toISOString() })
  }
  return [...events.values()]
}

async function listReturned(tx: Transaction): Promise<Returned[]> {
  const { rows } = await sql<Returned>`select c.id, c.number, c.state, c.kind,
      concat_ws(' ', c.acceptance_id, c.person_id, c.incident_on, c.state) as event,
      coalesce(d.at, c.submitted_at, c.accepted_at) as "returnedAt"
    from claims c left join lateral (
      select max(at) as at from claim_decisions where claim_id = c.id and action like 'return-to-%') d on true
    where c.state in ('materials', 'entry') and c.reasons_sealed is not null and ${inScope(tx, 'c.place')}
    order by "returnedAt", c.number limit ${GROUPED}`.execute(tx.db)
  return rows
}

async function countWaiting(tx: Transaction): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`select c.state, count(*)::int as count,
      (array_agg(json_build_object('id', c.id, 'number', c.number) order by c.accepted_at, c.number))[1] as first
    from claims c left join work_items w on w.subject_id = c.id
    where c.state in ('materials', 'entry') and c.reasons_sealed is null and ${inScope(tx, 'c.place')}
      and (w.holder_id is null or w.held_until <= ${new Date(tx.now)} or w.holder_id = ${callerIn(tx).accountId})
    group by c.state`.execute(tx.db)
  return rows
}
