import { sql } from 'kysely'
import type { showBenefitLedger as endpoint } from '../../contract/claim-entry.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { CLAIM_KIND_NAMES } from '../../contract/words/claim-words.ts'
import { benefitLedger, type LedgerEntry, type LedgerLimit } from '../../domain/claims/benefit-ledger.ts'
import type { ClaimKind } from '../../domain/plans/claim-kind.ts'
import { formatYuan, type Cents } from '../../domain/shared/cents.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { getPlanVersion } from '../plans/plan-store.ts'
import { getClaimRow } from './claim-store.ts'
import { coverOf } from './open-claim.ts'

type Answer = OutputOf<typeof endpoint>
type Row = LedgerEntry & { readonly number: string | null }

/** No claim has this id: nothing is left out of the history. */
const NO_CLAIM = '00000000-0000-0000-0000-000000000000'

/** 额度台账: each limit of the case's cover, who used it, and what is left. */
export async function showBenefitLedger(tx: Transaction, id: ClaimId): Promise<Answer> {
  const claim = await getClaimRow(tx, id)
  const plan = await getPlanVersion(tx, claim.planVersionId)
  const { shares } = await coverOf(tx, claim)
  const { rows } =
    await sql<Row>`select h.claim_id as "claimId", h.earlier, h.incident_on as on, h.kind, h.money as total, h.days,
      h.state = 'paid' as paid, c.number
    from benefit_history(${claim.personId}, ${claim.coverId}, ${NO_CLAIM}) h
    left join claims c on c.id = h.claim_id and ${inScope(tx, 'c.place')}
    order by h.submitted_at, h.claim_id`.execute(tx.db)
  const numbers = new Map(rows.map(({ claimId, number }) => [claimId, number]))
  return {
    limits: benefitLedger(plan, shares, rows).map((limit) => wireLimit(limit, numbers, id)),
  }
}

const shown = (amount: number, { unit }: LedgerLimit) => (unit === 'fen' ? formatYuan(amount as Cents) : String(amount))

function wireLimit(
  limit: LedgerLimit,
  numbers: ReadonlyMap<string, string | null>,
  id: ClaimId,
): Answer['limits'][number] {
  const { name, unit, cap, uses } = limit
  const sum = (paid: boolean) =>
    uses.filter(({ entry }) => entry.paid === paid).reduce((all, { used }) => all + used, 0)
  return {
    name: CLAIM_KIND_NAMES[name as ClaimKind] ?? name,
    unit,
    cap: shown(cap, limit),
    paid: shown(sum(true), limit),
    reserved: shown(sum(false), limit),
    left: shown(Math.max(0, cap - sum(true) - sum(false)), limit),
    uses: uses.map(({ entry, used }) => ({
      number: numbers.get(entry.claimId) ?? null,
      kind: entry.kind,
      on: entry.on,
      used: shown(used, limit),
      paid: entry.paid,
      mine: entry.claimId === id,
    })),
  }
}
