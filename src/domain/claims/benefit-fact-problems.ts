import type { AdmissionCondition, BenefitTerms, RatioTerms } from '../plans/benefit-terms.ts'
import type { PlanVersion } from '../plans/plan-version.ts'
import type { BenefitCase, ClaimFacts, Cover, History, Sheet } from './benefit-facts.ts'

/** Facts of the right shape that contradict each other, or that a plan version needs and did not get. */
export type FactProblem = { readonly path: string; readonly rule: FactRule; readonly expected?: string }
export type FactRule =
  | 'needed-by-plan'
  | 'kind-not-in-plan'
  | 'category-not-in-plan'
  | 'more-shares-than-plan'
  | 'cover-ends-before-it-begins'
  | 'continuous-since-after-cover'
  | 'no-sheets'
  | 'discharged-before-admitted'

type Found = FactProblem[]

const needed = (path: string): FactProblem => ({ path, rule: 'needed-by-plan' })

function coverProblems(cover: Cover, plan: PlanVersion): Found {
  const problems: Found = []
  if (cover.endsOn < cover.effectiveOn) problems.push({ path: 'cover.endsOn', rule: 'cover-ends-before-it-begins' })
  if (cover.continuousSince > cover.effectiveOn)
    problems.push({ path: 'cover.continuousSince', rule: 'continuous-since-after-cover' })
  if (cover.shares > plan.shares.max)
    problems.push({ path: 'cover.shares', rule: 'more-shares-than-plan', expected: String(plan.shares.max) })
  return problems
}

function asks(terms: RatioTerms, condition: keyof AdmissionCondition): boolean {
  const tables = [terms.tiers, terms.deductible, terms.fixed, ...terms.basis.map((part) => part.rate)]
  return tables.some((table) => table.some((row) => row.when[condition] !== undefined))
}

function byStays(terms: BenefitTerms): boolean {
  return terms.shape === 'per-diem' || (terms.shape === 'ratio' && terms.per === 'admission')
}

function sheetProblems(sheet: Sheet, at: number, terms: BenefitTerms): Found {
  const problems: Found = []
  const path = (field: keyof Sheet) => `sheets[${at}].${field}`
  const { admittedOn, dischargedOn } = sheet
  if (byStays(terms) && admittedOn === undefined) problems.push(needed(path('admittedOn')))
  if (byStays(terms) && dischargedOn === undefined) problems.push(needed(path('dischargedOn')))
  if (admittedOn !== undefined && dischargedOn !== undefined && dischargedOn < admittedOn)
    problems.push({ path: path('dischargedOn'), rule: 'discharged-before-admitted' })
  if (terms.shape !== 'ratio') return problems
  for (const field of ['hospitalLevel', 'insurance'] as const)
    if (sheet[field] === undefined && asks(terms, field)) problems.push(needed(path(field)))
  return problems
}

/** Grade and category where the table of lump sums asks for them; a category that it does not know is refused. */
function diagnosisProblems({ diagnosis }: ClaimFacts, terms: BenefitTerms): Found {
  if (terms.shape !== 'lump-sum') return []
  const grades = terms.amounts.flatMap(({ when }) => when.grade ?? [])
  const categories = terms.amounts.flatMap(({ when }) => when.category ?? [])
  const problems: Found = []
  if (grades.length > 0 && diagnosis.grade === undefined) problems.push(needed('claim.diagnosis.grade'))
  if (categories.length === 0) return problems
  const path = 'claim.diagnosis.category'
  if (diagnosis.category === undefined) problems.push(needed(path))
  else if (!categories.includes(diagnosis.category))
    problems.push({ path, rule: 'category-not-in-plan', expected: [...new Set(categories)].join(' | ') })
  return problems
}

/** Where a plan pays once per diagnosis, payments under earlier covers can only be judged by category. */
function earlierProblems({ diagnosis }: ClaimFacts, history: History, terms: BenefitTerms): Found {
  if (!terms.oncePerDiagnosis) return []
  const earlier = [...history.entries()].filter(
    ([, entry]) => entry.earlier && entry.lifeOnly !== true && entry.kind === terms.kind,
  )
  const problems = earlier.flatMap(([at, { category }]) =>
    category === undefined ? [needed(`history[${at}].category`)] : [],
  )
  if (earlier.length > 0 && diagnosis.category === undefined) problems.unshift(needed('claim.diagnosis.category'))
  return problems
}

function claimProblems({ claim, sheets }: BenefitCase['facts'], terms: BenefitTerms): Found {
  const problems: Found = []
  if (!byStays(terms) && claim.on === undefined) problems.push(needed('claim.on'))
  if (terms.shape === 'disability' && claim.disabilityGrade === undefined)
    problems.push(needed('claim.disabilityGrade'))
  if ((byStays(terms) || terms.shape === 'ratio') && sheets.length === 0)
    problems.push({ path: 'sheets', rule: 'no-sheets' })
  return problems
}

/** Everything that keeps a case from being calculated under this version of a plan. */
export function factProblems({ cover, facts, history }: BenefitCase, plan: PlanVersion): readonly FactProblem[] {
  const { claim, sheets } = facts
  const terms = plan.benefits.find((benefit) => benefit.kind === claim.kind)
  if (!terms) {
    const expected = plan.benefits.map((benefit) => benefit.kind).join(' | ')
    return [...coverProblems(cover, plan), { path: 'claim.kind', rule: 'kind-not-in-plan', expected }]
  }
  return [
    ...coverProblems(cover, plan),
    ...claimProblems(facts, terms),
    ...diagnosisProblems(claim, terms),
    ...sheets.flatMap((sheet, at) => sheetProblems(sheet, at, terms)),
    ...earlierProblems(claim, history, terms),
  ]
}
