import { sql } from 'kysely'
import { inScope, type Transaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'
import { openDecision } from './claim-secrets.ts'
import type { StoredClaim } from './claim-store.ts'

/**
 * Why a no is proposed now, which the unit reads once 复审 agrees. The last act that set the proposal says so: the unit
 * submitted an amount of 0, 初审 proposed a no, or its regrade came to 0; what an earlier round said does not count.
 */
export async function proposedReason(tx: Transaction, { crypto }: Services, { id }: StoredClaim): Promise<string> {
  const { rows } = await sql<{ id: string; sealed: Buffer | null }>`select id, sealed from claim_decisions
    where claim_id = ${id} and action in ('submit', 'regrade', 'propose') and ${inScope(tx, 'place')} order by at desc, id desc limit 1`.execute(
    tx.db,
  )
  const [row] = rows
  return row?.sealed ? openDecision(crypto, row.id, row.sealed).told : ''
}
