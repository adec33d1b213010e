import { sql, type RawBuilder } from 'kysely'
import type { ClaimEntry } from '../../domain/claims/claim-entry.ts'
import { withoutRegrade } from '../../domain/claims/regrade.ts'
import type { Cents } from '../../domain/shared/cents.ts'
import type { CalculationId, ClaimId } from '../../domain/shared/ids.ts'
import { inScope, isUnitIn, type Transaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'
import { openDecision, openEntry } from './claim-secrets.ts'
import type { StoredClaim } from './claim-store.ts'

/**
 * A regrade to 0 is a proposal to decline: until 复审 agrees the unit is told nothing of it. It stays one for as long as only
 * these follow: sent back inside, calculated again, proposed otherwise, or withdrawn by the unit, which never knew.
 */
const OPEN_AFTER = sql`('return-inside', 'recalculate', 'propose', 'withdraw')`

/** What its unit is not told yet of a case: rows `d` of its history; 初审 may regrade to 0 again after 复审 disagreed. */
function tentativeRegrades(tx: Transaction, claim: RawBuilder<ClaimId>) {
  return sql`claim_decisions d where d.claim_id = ${claim} and d.action = 'regrade' and d.amount_after = 0
      and ${inScope(tx, 'd.place')} and not exists (select from claim_decisions later
        where later.claim_id = d.claim_id and (later.at, later.id) > (d.at, d.id)
          and later.action not in ${OPEN_AFTER} and not (later.action = 'regrade' and later.amount_after = 0)
          and ${inScope(tx, 'later.place')})`
}

/** The amount of claim `c` as the caller is told it, in fen. */
export function amountTold(tx: Transaction): RawBuilder<Cents | null> {
  if (!isUnitIn(tx)) return sql`c.amount`
  return sql`coalesce((select d.amount_before from ${tentativeRegrades(tx, sql`c.id`)} order by d.at, d.id limit 1), c.amount)`
}

/** A case as the caller is told it. */
export type ToldClaim = {
  /** With the calculation that they know, and the version of the entry that it was made of. */
  readonly claim: StoredClaim
  readonly entry: ClaimEntry
  /** Rows of its history that they are not told, the first first. */
  readonly hidden: readonly string[]
}

/** For its unit without a regrade that 复审 has not agreed to, for everyone else as it stands. */
export async function claimAsTold(tx: Transaction, { crypto }: Services, claim: StoredClaim): Promise<ToldClaim> {
  const entry = openEntry(crypto, claim)
  if (!isUnitIn(tx)) return { claim, entry, hidden: [] }
  const { rows } = await sql<Hidden>`select d.id, d.at, d.amount_before as "amountBefore", d.sealed
    from ${tentativeRegrades(tx, sql`${claim.id}`)} order by d.at, d.id`.execute(tx.db)
  const [first] = rows
  if (!first) return { claim, entry, hidden: [] }
  return {
    claim: { ...claim, amount: first.amountBefore, ...(await calculatedBefore(tx, claim, first)) },
    entry: rows.reduceRight(
      (after, { id, sealed }) => withoutRegrade(after, openDecision(crypto, id, sealed).changes ?? []),
      entry,
    ),
    hidden: rows.map(({ id }) => id),
  }
}

type Hidden = {
  readonly id: string
  readonly at: Date
  readonly amountBefore: Cents | null
  readonly sealed: Buffer
}

/**
 * The calculation that stood before a regrade, with the entry that it was made of. The regrade made its own just before its
 * row in the history, so it is the last but one up to there.
 */
async function calculatedBefore(
  tx: Transaction,
  { id }: StoredClaim,
  regrade: Hidden,
): Promise<Pick<StoredClaim, 'calculationId' | 'entryVersion'>> {
  const { rows } = await sql<{ id: CalculationId; entryVersion: number }>`select id, entry_version as "entryVersion"
    from benefit_calculations where claim_id = ${id} and (at, id) < (${regrade.at}, ${regrade.id}::uuid) and ${inScope(tx, 'place')}
    order by at desc, id desc offset 1 limit 1`.execute(tx.db)
  return { calculationId: rows[0]?.id ?? null, entryVersion: rows[0]?.entryVersion ?? 0 }
}
