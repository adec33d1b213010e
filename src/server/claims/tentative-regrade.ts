import { sql, type RawBuilder } from 'kysely'
import type { Cents } from '../../domain/shared/cents.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'
import { openDecision, type DecisionTexts } from './claim-secrets.ts'
import type { StoredClaim } from './claim-store.ts'

/** 初审 regraded to 0, which is a proposal to decline: until 复审 agrees the unit is told nothing of it. */
export type TentativeRegrade = {
  readonly id: string
  readonly changes: NonNullable<DecisionTexts['changes']>
}

/** Whether decision `d` is a regrade of claim `c` that its unit does not see yet. */
const isTentative = sql`c.state = 'second-review' and c.proposal is not null and d.claim_id = c.id and d.action = 'regrade'
    and d.amount_after = 0 and d.at >= c.submitted_at`

/** The amount of claim `c` as its unit is told it, in fen. */
export function amountForUnit(tx: Transaction): RawBuilder<Cents | null> {
  return sql`coalesce((select d.amount_before from claim_decisions d where ${isTentative} and ${inScope(tx, 'd.place')}
    order by d.at desc, d.id desc limit 1), c.amount)`
}

export async function findTentativeRegrade(
  tx: Transaction,
  { crypto }: Services,
  { id }: Pick<StoredClaim, 'id'>,
): Promise<TentativeRegrade | undefined> {
  const { rows } = await sql<{ id: string; sealed: Buffer }>`select d.id, d.sealed
    from claims c join claim_decisions d on ${isTentative}
    where c.id = ${id} and ${inScope(tx, 'c.place')} and ${inScope(tx, 'd.place')} order by d.at desc, d.id desc limit 1`.execute(
    tx.db,
  )
  const [row] = rows
  return row && { id: row.id, changes: openDecision(crypto, row.id, row.sealed).changes ?? [] }
}
