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
import { AT_A_TIME, inBatches } from './in-batches.ts'

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
  for await (const rows of all)
    for (const { id, number } of rows) {
      const { taken, given, planVersionId, total } = await getCalculation(tx, crypto, id)
      const again = calculateBenefit(taken.facts, taken.cover, taken.history, await getPlanVersion(tx, planVersionId))
      if (again.total === total && amountsOf(again) === amountsOf(given)) continue
      const says = 'A stored calculation, made again, comes to the same fen'
      violations.push({ invariant: 'I-13', says, subject: number, found: `${total} stored, ${again.total} now` })
      if (violations.length === most) return violations
    }
  return violations
}

type ReserveRow = {
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
  const violations: Violation[] = []
  const persons = inBatches<{ id: string }>(
    ({ id }) => id,
    async (after) => {
      const { rows } = await sql<{ id: string }>`select id from (
          select person_id as id from benefit_reserves where state <> 'released' and person_id > ${after}::uuid
          union select person_id from benefit_limits where person_id > ${after}::uuid) persons
        order by id limit ${AT_A_TIME}`.execute(tx.db)
      return rows
    },
  )
  for await (const some of persons) {
    const ids = some.map(({ id }) => id)
    const [sums, used] = [await reservedOf(tx, ids), await countedOf(tx, ids)]
    for (const key of new Set([...sums.keys(), ...used.keys()])) {
      const [reserved, counted] = [sums.get(key) ?? 0, used.get(key) ?? 0]
      if (reserved === counted) continue
      const says = 'What a limit has used is the sum of what claims reserve or were paid'
      violations.push({ invariant: 'I-12', says, subject: key, found: `${counted} counted, ${reserved} reserved` })
      if (violations.length === most) return violations
    }
  }
  return violations
}

/** What the claims of these persons use up, by person, scope, name and unit of each limit. */
async function reservedOf(tx: Transaction, persons: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<ReserveRow>`select r.person_id as "personId", r.cover_id as "coverId",
      r.plan_code as "planCode", c.plan_version_id as "planVersionId", v.shares, r.kind, r.money as total, r.days
    from benefit_reserves r join claims c on c.id = r.claim_id join covers v on v.id = r.cover_id
    where r.state <> 'released' and r.person_id = any(${[...persons]}::uuid[])`.execute(tx.db)
  const sums = new Map<string, number>()
  for (const reserve of rows) {
    const plan = await getPlanVersion(tx, reserve.planVersionId)
    for (const { scope, name, unit, by } of limitCounters(plan, reserve.kind, reserve, reserve.shares)) {
      const key = [reserve.personId, scope === 'cover' ? reserve.coverId : reserve.planCode, name, unit].join(' ')
      sums.set(key, (sums.get(key) ?? 0) + by)
    }
  }
  return sums
}

/** What the counters of these persons say, by the same keys. */
async function countedOf(tx: Transaction, persons: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ key: string; used: number }>`
    select person_id || ' ' || scope || ' ' || name || ' ' || unit as key, used from benefit_limits
    where person_id = any(${[...persons]}::uuid[])`.execute(tx.db)
  return new Map(rows.map(({ key, used }) => [key, used]))
}
