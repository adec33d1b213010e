import {
  checked,
  flag,
  list,
  object,
  oneOf,
  optional,
  rate,
  text,
  wholeNumber,
  withDefault,
  yuan,
} from '../shared/checked-json.ts'
import type { Check, JsonProblem } from '../shared/checked-json.ts'
import { accept, refuse, type Decision } from '../shared/decision.ts'
import { ID_KINDS } from '../shared/id-kind.ts'
import { benefitTerms, limitGroup } from './parse-benefit-terms.ts'
import type { PlanFault } from './plan-fault.ts'
import { faultsOfPlan } from './plan-version-faults.ts'
import { PLAN_CATEGORIES } from './plan-version.ts'
import type {
  CategoryCap,
  Clause,
  Eligibility,
  ParticipationTerms,
  PlanVersion,
  Price,
  ShareTerms,
} from './plan-version.ts'

/** What is wrong with a file of the catalogue, at which path and against which rule. */
export type PlanProblem = JsonProblem | PlanFault
export type PlanVersionRefused = {
  readonly code: 'plan-version-malformed'
  readonly file: string
  readonly problems: readonly PlanProblem[]
}

const age = wholeNumber(0, 120)
const price = object<Price>({ new: yuan, renewing: yuan })

const planVersion: Check<PlanVersion> = object<PlanVersion>({
  code: text,
  version: text,
  name: text,
  category: oneOf(PLAN_CATEGORIES),
  termYears: wholeNumber(1, 10),
  effectiveRule: oneOf(['day-after-payment']),
  renewalWindowDays: wholeNumber(0, 366),
  continuityDays: wholeNumber(0, 366),
  contributions: object<PlanVersion['contributions']>({ ordinary: price, 'high-risk': optional(price), clause: text }),
  shares: object<ShareTerms>({ max: wholeNumber(1, 99), uniformWithinUnit: flag, clause: text }),
  eligibility: object<Eligibility>({
    ageMin: age,
    ageMax: age,
    overAgeProofMax: optional(age),
    sex: optional(oneOf(['female'])),
    idKinds: list(oneOf(ID_KINDS)),
    clause: text,
  }),
  participation: optional(
    object<ParticipationTerms>({
      denominator: oneOf(['all', 'women']),
      minRate: rate,
      everyoneBelow: optional(wholeNumber(1, 1_000_000)),
      clause: text,
    }),
  ),
  requires: optional(object<NonNullable<PlanVersion['requires']>>({ plan: text, clause: text })),
  benefits: list(benefitTerms),
  limits: withDefault(list(limitGroup), []),
  coverClause: text,
  claimDeadlineYears: wholeNumber(1, 10),
  claimDeadlineClause: text,
  clauses: list(object<Clause>({ number: text, text, source: text, sample: withDefault(flag, false) })),
})

/** A plan version from the catalogue's JSON, or every problem with its path and the rule that it breaks. */
export function parsePlanVersion(json: unknown, fileName: string): Decision<PlanVersion, PlanVersionRefused> {
  const shape = checked(planVersion, json)
  const problems = shape.ok ? faultsOfPlan(shape.value, fileName) : shape.refusal.problems
  if (!shape.ok || problems.length > 0) return refuse({ code: 'plan-version-malformed', file: fileName, problems })
  return accept(shape.value)
}

const categoryCaps = list(
  object<CategoryCap>({ category: oneOf(PLAN_CATEGORIES), name: text, maxShares: wholeNumber(1, 99) }),
)

/** The caps per category over all units, from the catalogue's `categories.json`. */
export function parseCategoryCaps(
  json: unknown,
  fileName: string,
): Decision<readonly CategoryCap[], PlanVersionRefused> {
  const shape = checked(categoryCaps, json)
  return shape.ok ? shape : refuse({ code: 'plan-version-malformed', file: fileName, problems: shape.refusal.problems })
}
