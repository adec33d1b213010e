import type { Cents } from '../shared/cents.ts'
import type { IdKind } from '../shared/id-kind.ts'
import type { BenefitTerms, LimitGroup, Rate } from './benefit-terms.ts'

export const PLAN_CATEGORIES = ['inpatient', 'women', 'critical', 'accident'] as const
export type PlanCategory = (typeof PLAN_CATEGORIES)[number]

/** 职业类别: ordinary 普通, high-risk 高危. */
export const RISK_CLASSES = ['ordinary', 'high-risk'] as const
export type RiskClass = (typeof RISK_CLASSES)[number]

/** Whether a person comes new to the plan or continues a cover that ended at most 30 days before. */
export const STANDINGS = ['new', 'renewing'] as const
export type Standing = (typeof STANDINGS)[number]

/** Contribution per share and year. */
export type Price = { readonly new: Cents; readonly renewing: Cents }

/** A rule of the plan in words, with the region and year that it comes from; `sample` marks figures of our own (示例). */
export type Clause = {
  readonly number: string
  readonly text: string
  readonly source: string
  readonly sample: boolean
}

export type Eligibility = {
  readonly ageMin: number
  readonly ageMax: number
  /** With proof of later retirement people up to this age are taken too. */
  readonly overAgeProofMax?: number
  readonly sex?: 'female'
  readonly idKinds: readonly IdKind[]
  readonly clause: string
}

/** The least share of a unit's staff, or of its women, that must take part. */
export type ParticipationTerms = {
  readonly denominator: 'all' | 'women'
  readonly minRate: Rate
  /** Units with fewer must enrol everyone. */
  readonly everyoneBelow?: number
  readonly clause: string
}

export type ShareTerms = { readonly max: number; readonly uniformWithinUnit: boolean; readonly clause: string }

/** One version of a plan (保障活动), immutable once on sale; a cover names the version it was sold under. */
export type PlanVersion = {
  readonly code: string
  readonly version: string
  readonly name: string
  readonly category: PlanCategory
  readonly termYears: number
  /** When cover begins: the day after the money is confirmed, or after the running cover. */
  readonly effectiveRule: 'day-after-payment'
  /** Days before the end of a cover from which the person may be enrolled again. */
  readonly renewalWindowDays: number
  /** Largest gap in days between two covers that still continue each other. */
  readonly continuityDays: number
  readonly contributions: { readonly ordinary: Price; readonly 'high-risk'?: Price; readonly clause: string }
  readonly shares: ShareTerms
  readonly eligibility: Eligibility
  readonly participation?: ParticipationTerms
  /** The plan that a person must hold as well, by its code. */
  readonly requires?: { readonly plan: string; readonly clause: string }
  readonly benefits: readonly BenefitTerms[]
  readonly limits: readonly LimitGroup[]
  /** Number of the clause that says when cover runs. */
  readonly coverClause: string
  /** Years from discharge or diagnosis within which a claim must be made. */
  readonly claimDeadlineYears: number
  readonly claimDeadlineClause: string
  readonly clauses: readonly Clause[]
}

/** Most shares of one category that a person may hold over all units. */
export type CategoryCap = { readonly category: PlanCategory; readonly name: string; readonly maxShares: number }

export function hasRiskClasses(plan: PlanVersion): boolean {
  return plan.contributions['high-risk'] !== undefined
}

/** What the plan grants, in the words of its clauses and in their order: waiting, benefits and limits, each once. */
export function benefitsInWords(plan: PlanVersion): readonly string[] {
  const named = new Set([
    ...plan.benefits.flatMap(({ clause, waiting }) => (waiting ? [waiting.clause, clause] : [clause])),
    ...plan.limits.map(({ clause }) => clause),
  ])
  return plan.clauses.filter(({ number }) => named.has(number)).map(({ text }) => text)
}
