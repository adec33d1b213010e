import { sql } from 'kysely'
import type {
  listPlanVersions as versionsEndpoint,
  tryBenefit as tryEndpoint,
  tryClaim as claimEndpoint,
} from '../../contract/benefit-trial.ts'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import { benefitAnswer } from '../../contract/words/benefit-answer.ts'
import { factFieldProblems, type FieldProblem } from '../../contract/words/benefit-facts-words.ts'
import { calculateBenefit, type BenefitResult } from '../../domain/claims/benefit.ts'
import { factProblems } from '../../domain/claims/benefit-fact-problems.ts'
import type { BenefitCase } from '../../domain/claims/benefit-facts.ts'
import { lineChanges } from '../../domain/claims/line-changes.ts'
import { parseBenefitCase } from '../../domain/claims/parse-benefit-case.ts'
import type { PlanVersion } from '../../domain/plans/plan-version.ts'
import type { CalculationId, ClaimId, PlanVersionId } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { getPlanVersion } from '../plans/plan-store.ts'
import { found, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { getCalculation } from './calculation-store.ts'

type Calculated = NonNullable<OutputOf<typeof tryEndpoint>['answer']>

/** Every plan with its versions, the latest first. */
export async function listPlanVersions(tx: Transaction): Promise<OutputOf<typeof versionsEndpoint>> {
  const { rows } = await sql<{ id: PlanVersionId }>`select id from plan_versions
    order by code, loaded_at desc, version desc`.execute(tx.db)
  const plans = new Map<string, OutputOf<typeof versionsEndpoint>['plans'][number]>()
  for (const { id } of rows) {
    const { code, name, version, benefits } = await getPlanVersion(tx, id)
    const one = { id, version, kinds: [...new Set(benefits.map(({ kind }) => kind))] }
    const plan = plans.get(code)
    if (plan) plan.versions.push(one)
    else plans.set(code, { code, name, versions: [one] })
  }
  return { plans: [...plans.values()] }
}

/** 给付试算: facts under a version, and under another one of the same plan. */
export async function tryFacts(
  tx: Transaction,
  { planVersionId, againstId, facts }: InputOf<typeof tryEndpoint>,
): Promise<OutputOf<typeof tryEndpoint>> {
  const plan = await getPlanVersion(tx, planVersionId as PlanVersionId)
  const other = againstId === undefined ? undefined : await getPlanVersion(tx, againstId as PlanVersionId)
  if (other && other.code !== plan.code) return refused({ code: 'trial-of-other-plan' })
  const json = jsonOf(facts)
  const [answer, against] = [underFacts(json, plan), other && underFacts(json, other)]
  return {
    answer: calculatedOf(plan, answer.result),
    against: other ? calculatedOf(other, against?.result) : null,
    changes: answer.result && against?.result ? changesBetween(against.result, answer.result) : [],
    problems: answer.problems.length > 0 ? answer.problems : (against?.problems ?? []),
  }
}

/** The facts of a case, as last calculated, under its plan's latest version or the one that is named. */
export async function tryClaim(
  tx: Transaction,
  { crypto }: Services,
  { number, planVersionId }: InputOf<typeof claimEndpoint>,
): Promise<OutputOf<typeof claimEndpoint>> {
  const claim = await findCalculated(tx, number)
  if (claim.calculationId === null) return refused({ code: 'trial-without-calculation' })
  const { taken, given, planVersionId: own } = await getCalculation(tx, crypto, claim.calculationId)
  const ownPlan = await getPlanVersion(tx, own)
  const plan = planVersionId === undefined ? ownPlan : await getPlanVersion(tx, planVersionId as PlanVersionId)
  if (plan.code !== ownPlan.code) return refused({ code: 'trial-of-other-plan' })
  const { result, problems } = underCase(taken, plan)
  const facts = { number, version: plan.version }
  await record(tx, { action: 'benefit-trial.try-claim', subject: claim.id, place: claim.place, facts })
  return {
    number,
    planCode: plan.code,
    own: calculated(ownPlan, given),
    answer: calculatedOf(plan, result),
    changes: result ? changesBetween(given, result) : [],
    problems: [...problems],
  }
}

type CalculatedClaim = { readonly id: ClaimId; readonly place: number; readonly calculationId: CalculationId | null }

async function findCalculated(tx: Transaction, number: string): Promise<CalculatedClaim> {
  const { rows } = await sql<CalculatedClaim>`select id, place, calculation_id as "calculationId" from claims
    where number = ${number} and ${inScope(tx, 'place')}`.execute(tx.db)
  return found(rows[0])
}

type Tried = { readonly result?: BenefitResult; readonly problems: FieldProblem[] }

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function underFacts(json: unknown, plan: PlanVersion): Tried {
  const parsed = parseBenefitCase(json, plan)
  if (!parsed.ok) return { problems: [...factFieldProblems(parsed.refusal)] }
  return underCase(parsed.value, plan)
}

function underCase(taken: BenefitCase, plan: PlanVersion): Tried {
  const problems = factProblems(taken, plan)
  if (problems.length > 0) return { problems: [...factFieldProblems({ code: 'benefit-facts-malformed', problems })] }
  return { result: calculateBenefit(taken.facts, taken.cover, taken.history, plan), problems: [] }
}

function calculated({ name }: PlanVersion, result: BenefitResult): Calculated {
  const { plan: _, lines, warnings, ...answer } = benefitAnswer(result)
  return { planName: name, ...answer, lines: [...lines], warnings: [...warnings] }
}

function calculatedOf(plan: PlanVersion, result: BenefitResult | undefined): Calculated | null {
  return result ? calculated(plan, result) : null
}

function changesBetween(before: BenefitResult, after: BenefitResult) {
  return [...lineChanges(benefitAnswer(before).lines, benefitAnswer(after).lines)]
}
