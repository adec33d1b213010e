import { sql } from 'kysely'
import { calculateBenefit, type BenefitResult } from '../../domain/claims/benefit.ts'
import { limitCounters } from '../../domain/claims/limit-counters.ts'
import type { ClaimKind } from '../../domain/plans/claim-kind.ts'
import type { Cents } from '../../domain/shared/cents.ts'
import type { CalculationId, PlanVersionId } from '../../domain/shared/ids.ts'
import { getCalculation } from '../claims/calculation-store.ts'
import type { Transaction } from '../db/transaction.ts'
import { getPlanVersion } from '../plans/plan-store.ts'
import type { Services } from '../services.ts'
import type { Violation } from './check-invariants.ts'

const AT_A_TIME = 1_000
const FIRST = '00000000-0000-0000-0000-000000000000'

/** Rows by id, a thousand at a time, so that memory stays the same however many there are. */
async function* inBatches<Row>(
  keyOf: (row: Row) => string,
  read: (after: string) => Promise<readonly Row[]>,
): AsyncGenerator<Row> {
  for (let after = FIRST; ;) {
    const rows = await read(after)
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < AT_A_TIME) return
    after = keyOf(last)
  }
}

const amountsOf = ({ lines }: BenefitResult) => lines.map(({ rule, amount }) => `${rule} ${amount}`).join(', ')

/** I-13: every stored calculation, made again of the facts and history that it took, comes to the same lines and fen. */
export async function checkCalculations(
  tx: Transaction,
  { crypto }: Pick<Services, 'crypto'>,
  most: number,
): Promise<Violation[]> {
  const violations: Violation[] = []
  type Row = { id: CalculationId; number: string }
  const all = inBatches<Row>(
    ({ id }) => id,
    async (after) => {
      const { rows } =
        await sql<Row>`select b.id, c.number from benefit_calculations b join claims c on c.id = b.claim_id
        where b.id > ${after}::uuid order by b.id limit ${AT_A_TIME}`.execute(tx.db)
      return rows
    },
  )
  for await (const { id, number } of all) {
    const { taken, given, planVersionId, total } = await getCalculation(tx, crypto, id)
    const again = calculateBenefit(taken.facts, taken.cover, taken.history, await getPlanVersion(tx, planVersionId))
    if (again.total === total && amountsOf(again) === amountsOf(given)) continue
    const says = 'A stored calculation, made again, comes to the same fen'
    violations.push({ invariant: 'I-13', says, subject: number, found: `${total} stored, ${again.total} now` })
    if (violations.length === most) break
  }
  return violations
}

type ReserveRow = {
  claimId: string
  personId: string
  coverId: string
  planCode: string
  planVersionId: PlanVersionId
  shares: number
  kind: ClaimKind
  total: Cents
  days: number
}

/** I-12: what the counters of limits say is the sum of what the claims of each person reserve or were paid. */
export async function checkLimits(tx: Transaction, most: number): Promise<Violation[]> {
  const sums = new Map<string, number>()
  const reserves = inBatches<ReserveRow>(
    ({ claimId }) => claimId,
    async (after) => {
      const { rows } = await sql<ReserveRow>`select r.claim_id as "claimId", r.person_id as "personId",
          r.cover_id as "coverId", r.plan_code as "planCode", c.plan_version_id as "planVersionId", v.shares, r.kind,
          r.money as total, r.days
        from benefit_reserves r join claims c on c.id = r.claim_id join covers v on v.id = r.cover_id
        where r.state <> 'released' and r.claim_id > ${after}::uuid order by r.claim_id limit ${AT_A_TIME}`.execute(
        tx.db,
      )
      return rows
    },
  )
  for await (const reserve of reserves) {
    const plan = await getPlanVersion(tx, reserve.planVersionId)
    for (const { scope, name, unit, by } of limitCounters(plan, reserve.kind, reserve, reserve.shares)) {
      const key = [reserve.personId, scope === 'cover' ? reserve.coverId : reserve.planCode, name, unit].join(' ')
      sums.set(key, (sums.get(key) ?? 0) + by)
    }
  }
  const { rows: counters } = await sql<{ key: string; used: number }>`
    select person_id || ' ' || scope || ' ' || name || ' ' || unit as key, used from benefit_limits`.execute(tx.db)
  const used = new Map(counters.map((row) => [row.key, row.used]))
  const keys = [...new Set([...sums.keys(), ...used.keys()])]
  return keys
    .filter((key) => (sums.get(key) ?? 0) !== (used.get(key) ?? 0))
    .slice(0, most)
    .map((key) => ({
      invariant: 'I-12',
      says: 'What a limit has used is the sum of what claims reserve or were paid',
      subject: key,
      found: `${used.get(key) ?? 0} counted, ${sums.get(key) ?? 0} reserved`,
    }))
}
