import { sql } from 'kysely'
import { factFieldProblems } from '../../contract/words/benefit-facts-words.ts'
import type { BenefitCase, Cover, HistoryEntry } from '../../domain/claims/benefit-facts.ts'
import { calculateBenefit } from '../../domain/claims/benefit.ts'
import type { ClaimEntry } from '../../domain/claims/claim-entry.ts'
import { benefitFacts, entryPathOf, type PriorClaim } from '../../domain/claims/entry-facts.ts'
import { parseBenefitCase } from '../../domain/claims/parse-benefit-case.ts'
import { kindsTouchedBy } from '../../domain/claims/touched-kinds.ts'
import type { ClaimKind } from '../../domain/plans/claim-kind.ts'
import type { PlanVersion } from '../../domain/plans/plan-version.ts'
import type { CalendarDate } from '../../domain/shared/calendar-date.ts'
import type { Cents } from '../../domain/shared/cents.ts'
import { accept, refuse, type Decision } from '../../domain/shared/decision.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { getPlanVersion } from '../plans/plan-store.ts'
import type { Services } from '../services.ts'
import { keepsPlace } from './benefit-reserve.ts'
import type { CalculationContent } from './calculation-store.ts'
import { openCategory } from './claim-secrets.ts'
import type { StoredClaim } from './claim-store.ts'
import { coverOf } from './open-claim.ts'

/** A field that keeps a case from being calculated, by its path in the entry, with a sentence. */
export type EntryProblem = { readonly field: string; readonly message: string }

/** Why a case cannot be calculated: its first problem as a refusal that travels, and all of them. */
export type NotCalculable = {
  readonly code: 'claim-not-calculable'
  readonly field: string
  readonly message: string
}

/** What is calculated: a kind under a cover; `id` is the claim whose own reserve does not count as history. */
export type CalculatedClaim = Pick<StoredClaim, 'id' | 'personId' | 'coverId' | 'planVersionId' | 'kind'>

type Calculated = Decision<CalculationContent, { code: 'entry-problems'; problems: readonly EntryProblem[] }>

/** Calculates what was entered for a kind under a cover, with the history of now; answers every problem of the facts. */
export async function calculateEntry(
  tx: Transaction,
  services: Services,
  claim: CalculatedClaim,
  entry: ClaimEntry,
): Promise<Calculated> {
  const plan = await getPlanVersion(tx, claim.planVersionId)
  const cover = await coverOf(tx, claim)
  const history = await priorClaims(tx, services, claim)
  return calculateWith(entry, claim.kind, plan, cover, history)
}

/** The same with everything read before. */
export function calculateWith(
  entry: ClaimEntry,
  kind: ClaimKind,
  plan: PlanVersion,
  cover: Cover,
  history: readonly PriorClaim[],
): Calculated {
  const found = parseBenefitCase(benefitFacts(entry, kind, plan, cover, history), plan)
  if (!found.ok) {
    const problems = factFieldProblems(found.refusal).map(({ field, message }) => ({
      field: entryPathOf(field),
      message,
    }))
    return refuse({ code: 'entry-problems', problems })
  }
  const taken: BenefitCase = found.value
  return accept({ taken, given: calculateBenefit(taken.facts, taken.cover, taken.history, plan) })
}

/** What a claim pays by its entry and the history of now. Whoever decides by it holds the person's lock. */
export async function calculateClaim(
  tx: Transaction,
  services: Services,
  claim: CalculatedClaim,
  entry: ClaimEntry,
): Promise<Decision<CalculationContent, NotCalculable>> {
  const calculated = await calculateEntry(tx, services, claim, entry)
  if (calculated.ok) return calculated
  const { field = '', message = '' } = calculated.refusal.problems[0] ?? {}
  return refuse({ code: 'claim-not-calculable', field, message })
}

type PriorRow = {
  claimId: string
  earlier: boolean
  continuous: boolean
  on: CalendarDate
  kind: ClaimKind
  money: Cents
  days: number
  admissions: number
  categorySealed: Buffer | null
  later: boolean
}

/** What the person's other claims have reserved or been paid under this cover and other ones of the plan. */
export async function priorClaims(
  tx: Transaction,
  { crypto }: Services,
  { id, personId, coverId, kind }: Pick<StoredClaim, 'id' | 'personId' | 'coverId' | 'kind'>,
): Promise<readonly PriorClaim[]> {
  const { rows } =
    await sql<PriorRow>`select h.claim_id as "claimId", h.earlier, h.continuous, h.incident_on as on, h.kind,
      h.money, h.days, h.admissions, h.category_sealed as "categorySealed", coalesce(h.submitted_at > own.submitted_at, false) as later
    from benefit_history(${personId}, ${coverId}, ${id}) h
    left join benefit_reserves own on own.claim_id = ${id} and ${keepsPlace({ coverId, kind })}
      and ${inScope(tx, 'own.place')}
    order by h.submitted_at, h.claim_id`.execute(tx.db)
  return rows.map(({ claimId, categorySealed, ...row }) => ({
    ...row,
    ...(categorySealed && { category: openCategory(crypto, claimId, categorySealed) }),
  }))
}

/**
 * Whether a calculation counted something that another claim has given back since, by a return, a refusal or a new grade,
 * and whose kind its own depends on: it must be made again before the next decision. What was submitted later changes
 * nothing for the earlier claim.
 */
export async function isOutdated(
  tx: Transaction,
  services: Services,
  claim: CalculatedClaim,
  { taken }: CalculationContent,
): Promise<boolean> {
  const plan = await getPlanVersion(tx, claim.planVersionId)
  const counted = taken.history.filter(({ kind }) => kindsTouchedBy(kind, plan).includes(claim.kind))
  if (counted.length === 0) return false
  const now = new Map<string, number>()
  for (const { on, kind, money, days, earlier, category } of await priorClaims(tx, services, claim)) {
    const key = keyOf({ on, kind, paid: money, days, earlier, category })
    now.set(key, (now.get(key) ?? 0) + 1)
  }
  return counted.some((entry) => {
    const left = now.get(keyOf(entry)) ?? 0
    now.set(keyOf(entry), left - 1)
    return left === 0
  })
}

/** The category too: plans that pay a diagnosis once ask for it. */
function keyOf({ on, kind, paid, days, earlier, category = '' }: Omit<HistoryEntry, 'admissions'>): string {
  return [on, kind, paid, days, earlier, category].join(' ')
}
