import { benefitAnswer, type BenefitAnswer } from '../../contract/words/benefit-answer.ts'
import { factFieldProblems, type FieldProblem } from '../../contract/words/benefit-facts-words.ts'
import { calculateBenefit } from '../../domain/claims/benefit.ts'
import { parseBenefitCase } from '../../domain/claims/parse-benefit-case.ts'
import type { PlanVersion } from '../../domain/plans/plan-version.ts'

export type TryAnswer = BenefitAnswer | { readonly error: FieldProblem }

type JsonRecord = { readonly [key: string]: unknown }

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function unknownPlan(plans: readonly PlanVersion[]): FieldProblem {
  const codes = [...new Set(plans.map((plan) => plan.code))]
  return { field: 'plan', message: `没有此保障活动，应为：${codes.join('、')}` }
}

/** The plan and version named; without a version the last one of the plan in the list. */
function planNamed(plans: readonly PlanVersion[], { plan: code, version }: JsonRecord): PlanVersion | FieldProblem {
  const versions = plans.filter((plan) => plan.code === code)
  const found = version === undefined ? versions.at(-1) : versions.find((plan) => plan.version === version)
  if (found) return found
  if (versions.length === 0) return unknownPlan(plans)
  return { field: 'version', message: `没有此版本，应为：${versions.map((plan) => plan.version).join('、')}` }
}

/** Calculates facts that name their plan (and version), e.g. `{ "plan": "comprehensive", "cover": …, "claim": … }`. */
export function tryBenefit(plans: readonly PlanVersion[], facts: JsonRecord): TryAnswer {
  const plan = planNamed(plans, facts)
  if ('field' in plan) return { error: plan }
  const { plan: _code, version: _version, ...rest } = facts
  const found = parseBenefitCase(rest, plan)
  if (!found.ok) return { error: factFieldProblems(found.refusal)[0] ?? { field: '', message: '不能计算' } }
  const { facts: claim, cover, history } = found.value
  return benefitAnswer(calculateBenefit(claim, cover, history, plan))
}

/** The same for facts as text; text that is no JSON is answered like any other error. */
export function tryBenefitText(plans: readonly PlanVersion[], text: string, named: JsonRecord = {}): TryAnswer {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { error: { field: '', message: '不是 JSON' } }
  }
  return isRecord(json) ? tryBenefit(plans, { ...named, ...json }) : { error: { field: '', message: '应为对象 { … }' } }
}
