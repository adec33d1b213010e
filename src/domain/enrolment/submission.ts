import type { Offer } from '../plans/offer.ts'
import { judgeSale } from '../plans/offer.ts'
import { coverPeriodOf } from '../plans/effective-date.ts'
import { judgeParticipation, requiredHeads } from '../plans/participation.ts'
import type { PlanVersion } from '../plans/plan-version.ts'
import type { CalendarDate } from '../shared/calendar-date.ts'

export type EnrolmentStep = 'plans' | 'roster' | 'submission'

/** One plan of an enrolment as submission sees it. */
export type PlanFacts = {
  readonly plan: PlanVersion
  readonly offer: Offer
  readonly shares: number
  readonly people: number
  readonly women: number
  /** People who are taken with proof of later retirement. */
  readonly overAge: number
  /** People with standing cover of the plan at this unit who are not in this roster; counted where it decides. */
  readonly standingOthers: number
  /** Shares that standing cover of others at this unit has; undefined where there is none, or all have these shares. */
  readonly standingShares: number | undefined
}

export type SubmissionFacts = {
  readonly staffCount: number | undefined
  readonly womenCount: number | undefined
  readonly plans: readonly PlanFacts[]
  readonly attachments: ReadonlySet<'social-insurance' | 'over-age' | 'other'>
  readonly importsRunning: number
}

export type FindingCode =
  | 'no-plans'
  | 'staff-missing'
  | 'women-missing'
  | 'women-exceed-staff'
  | 'not-yet-on-sale'
  | 'no-longer-on-sale'
  | 'calendar-year-over'
  | 'shares-above-most'
  | 'shares-not-uniform'
  | 'import-running'
  | 'roster-empty'
  | 'people-exceed-staff'
  | 'women-people-exceed-staff'
  | 'participation-too-low'
  | 'participation-not-everyone'
  | 'people-refused'
  | 'people-held'
  | 'contribution-changed'
  | 'social-insurance-missing'
  | 'over-age-proof-missing'

/** What stands against 【完成】: where it is mended, and the facts that its sentence needs. */
export type Finding = {
  readonly code: FindingCode
  readonly step: EnrolmentStep
  readonly planCode?: string
  readonly facts: Readonly<Record<string, string | number>>
}

/**
 * Everything about an enrolment as a whole that stands against its submission on a business day, in the order of the
 * steps; the people one by one are judged apart. Source: domain facts §4.2 (E50–E55) and §4.3; decisions, "Enrolment".
 */
export function findingsOf(facts: SubmissionFacts, today: CalendarDate): Finding[] {
  if (facts.plans.length === 0) return [{ code: 'no-plans', step: 'plans', facts: {} }]
  return [
    ...facts.plans.flatMap((plan) => aboutSale(plan, today)),
    ...aboutStaff(facts),
    ...facts.plans.flatMap((plan) => aboutRoster(plan, facts)),
    ...aboutImports(facts),
    ...aboutAttachments(facts),
  ]
}

function aboutSale({ plan, offer, shares, standingShares }: PlanFacts, today: CalendarDate): Finding[] {
  const about = (code: FindingCode, facts: Finding['facts']): Finding => {
    return { code, step: 'plans', planCode: plan.code, facts: { plan: plan.name, ...facts } }
  }
  const findings: Finding[] = []
  const sale = judgeSale(offer, today)
  if (!sale.ok) {
    const { code, ...rest } = sale.refusal
    findings.push(about(code, rest))
  }
  const period = coverPeriodOf(plan, today, undefined, offer.calendarYear)
  if (!period.ok) {
    const { code, ...rest } = period.refusal
    findings.push(about(code, rest))
  }
  if (shares > plan.shares.max) findings.push(about('shares-above-most', { shares, most: plan.shares.max }))
  const differs = plan.shares.uniformWithinUnit && standingShares !== undefined && standingShares !== shares
  if (differs) findings.push(about('shares-not-uniform', { shares, standing: standingShares }))
  return findings
}

function aboutStaff({ staffCount, womenCount, plans }: SubmissionFacts): Finding[] {
  if (staffCount === undefined) return [{ code: 'staff-missing', step: 'roster', facts: {} }]
  const women = plans.some(({ plan }) => plan.participation?.denominator === 'women')
  if (womenCount === undefined) return women ? [{ code: 'women-missing', step: 'roster', facts: {} }] : []
  const facts = { staff: staffCount, womenStaff: womenCount }
  return womenCount > staffCount ? [{ code: 'women-exceed-staff', step: 'roster', facts }] : []
}

function aboutRoster(of: PlanFacts, { staffCount: staff, womenCount }: SubmissionFacts): Finding[] {
  const { plan, people, women } = of
  const about = (code: FindingCode, facts: Finding['facts']): Finding => {
    return { code, step: 'roster', planCode: plan.code, facts: { plan: plan.name, ...facts } }
  }
  if (people === 0) return [about('roster-empty', {})]
  if (staff === undefined) return []
  const womenStaff = womenCount ?? 0
  if (plan.participation?.denominator === 'women' && womenCount === undefined) return []
  if (people > staff) return [about('people-exceed-staff', { people, staff })]
  if (womenCount !== undefined && women > womenCount) return [about('women-people-exceed-staff', { women, womenStaff })]
  const judged = judgeParticipation(plan, { staff, womenStaff }, people + of.standingOthers)
  if (judged.ok || judged.refusal.code === 'women-exceed-staff') return []
  const { code, ...rest } = judged.refusal
  return [about(code, rest)]
}

function aboutImports({ importsRunning }: SubmissionFacts): Finding[] {
  return importsRunning > 0 ? [{ code: 'import-running', step: 'roster', facts: {} }] : []
}

/** What is required beside the roster: the proof of social insurance, and of later retirement where someone needs it. */
function aboutAttachments({ plans, attachments }: SubmissionFacts): Finding[] {
  const overAge = plans.reduce((sum, plan) => sum + plan.overAge, 0)
  const findings: Finding[] = []
  if (!attachments.has('social-insurance'))
    findings.push({ code: 'social-insurance-missing', step: 'submission', facts: {} })
  if (overAge > 0 && !attachments.has('over-age'))
    findings.push({ code: 'over-age-proof-missing', step: 'submission', facts: { people: overAge } })
  return findings
}

/** Whether participation can only be met with people who are covered already: then they have to be counted. */
export function needsStandingOthers(
  { plan, people }: Pick<PlanFacts, 'plan' | 'people'>,
  { staffCount = 0, womenCount = 0 }: { readonly staffCount?: number; readonly womenCount?: number },
): boolean {
  return people < requiredHeads(plan, { staff: staffCount, womenStaff: womenCount })
}
