import { calculateBenefit, type BenefitResult } from '../../src/domain/claims/benefit.ts'
import { parseBenefitCase } from '../../src/domain/claims/parse-benefit-case.ts'
import { formatYuan } from '../../src/domain/shared/cents.ts'
import type { ClaimKind } from '../../src/domain/plans/claim-kind.ts'
import type { PlanVersion } from '../../src/domain/plans/plan-version.ts'
import { readCatalogue } from '../../src/server/plans/read-catalogue.ts'

const { plans } = await readCatalogue()

/** Every plan version that ships. */
export const catalogue: readonly PlanVersion[] = plans.map(({ plan }) => plan)

export function planOf(code: string): PlanVersion {
  const found = catalogue.find((plan) => plan.code === code)
  if (!found) throw new Error(`no plan ${code}`)
  return found
}

export type Json = { readonly [key: string]: unknown }
export type CaseJson = {
  readonly cover: Json
  readonly claim: Json
  readonly sheets?: readonly Json[]
  readonly history?: readonly Json[]
}

/** The calculation of a case as it comes over the wire; a case that is refused throws. */
export function calculated(plan: PlanVersion, json: CaseJson): BenefitResult {
  const found = parseBenefitCase(json, plan)
  if (!found.ok) throw new Error(JSON.stringify(found.refusal.problems))
  const { facts, cover, history } = found.value
  return calculateBenefit(facts, cover, history, plan)
}

/** The fields that are refused, with the rule that each breaks. */
export function refusedFields(plan: PlanVersion, json: unknown): readonly (readonly [path: string, rule: string])[] {
  const found = parseBenefitCase(json, plan)
  return found.ok ? [] : found.refusal.problems.map(({ path, rule }) => [path, rule] as const)
}

export const paid = (result: BenefitResult): string => formatYuan(result.total)

/** A cover of the whole of 2026. */
export const cover2026 = { effectiveOn: '2026-01-01', endsOn: '2026-12-31', shares: 1, riskClass: 'ordinary' }

/** A sheet of ten days in June 2026, long after every waiting time. */
export function sheet(figures: Json): Json {
  return {
    hospitalLevel: '三级',
    insurance: 'employee',
    admittedOn: '2026-06-01',
    dischargedOn: '2026-06-11',
    ...figures,
  }
}

export function claimOf(kind: ClaimKind, more: Json = {}): Json {
  return { kind, on: '2026-06-01', ...more }
}
