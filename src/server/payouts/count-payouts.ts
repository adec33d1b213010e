import { sql } from 'kysely'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { countPayouts as endpoint } from '../../contract/payout-counts.ts'
import { formatYuan, type Cents } from '../../domain/shared/cents.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { found } from '../refusal.ts'
import { PAYABLE } from './payable-claims.ts'

type Counts = OutputOf<typeof endpoint>

const NONE: Counts = { payable: 0, payableSum: '0.00', drafts: 0, unanswered: 0, reversals: 0, failed: 0 }

/** What payments ask of the caller's desks. */
export async function countPayouts(tx: Transaction): Promise<Counts> {
  const { desks, organisationKind } = callerIn(tx)
  if (organisationKind === 'unit') return { ...NONE, failed: await countFailed(tx) }
  const { rows } = await sql<Omit<Counts, 'failed' | 'payableSum'> & { payableSum: Cents }>`select
      (select count(*)::int from claims c where ${PAYABLE} and ${inScope(tx, 'c.place')}) as payable,
      (select coalesce(sum(c.amount), 0)::bigint from claims c where ${PAYABLE} and ${inScope(tx, 'c.place')}) as "payableSum",
      (select count(*)::int from payout_batches where state = 'draft' and ${inScope(tx, 'place')}) as drafts,
      (select count(*)::int from payout_batches where state in ('released', 'partly-answered')
        and ${inScope(tx, 'place')}) as unanswered,
      (select count(*)::int from payout_reversals where state = 'requested' and ${inScope(tx, 'place')}) as reversals`.execute(
    tx.db,
  )
  const { payableSum, ...counts } = found(rows[0])
  const makes = desks.includes('payout-making')
  const releases = desks.includes('payout-release')
  return {
    payable: makes ? counts.payable : 0,
    payableSum: formatYuan(payableSum),
    drafts: releases ? counts.drafts : 0,
    unanswered: makes ? counts.unanswered : 0,
    reversals: releases ? counts.reversals : 0,
    failed: 0,
  }
}

async function countFailed(tx: Transaction): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from claims
    where state = 'payment-failed' and ${inScope(tx, 'place')}`.execute(tx.db)
  return found(rows[0]).count
}
