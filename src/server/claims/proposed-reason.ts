import { sql } from 'kysely'
import { inScope, type Transaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'
import { openDecision } from './claim-secrets.ts'
import type { StoredClaim } from './claim-store.ts'

/** What 初审 said when it proposed a no, which the unit reads once 复审 agrees. */
export async function proposedReason(tx: Transaction, { crypto }: Services, { id }: StoredClaim): Promise<string> {
  const { rows } = await sql<{ id: string; sealed: Buffer | null }>`select id, sealed from claim_decisions
    where claim_id = ${id} and action = 'propose' and ${inScope(tx, 'place')} order by at desc, id desc limit 1`.execute(
    tx.db,
  )
  const [row] = rows
  return row?.sealed ? openDecision(crypto, row.id, row.sealed).told : ''
}
