import { blocksRenewal, coverPeriodOf, renewableFrom, type EarlierCover } from '../plans/effective-date.ts'
import type { PlanVersion, Standing } from '../plans/plan-version.ts'
import { addDays, type CalendarDate } from '../shared/calendar-date.ts'
import type { ContextProblem } from './roster-problems.ts'

/** A cover or a hold of a person; `elsewhere` says that another unit has it, and never which. */
export type StandingRecord = {
  readonly planCode: string
  readonly category: string
  readonly elsewhere: boolean
  readonly shares: number
  /** Absent for a hold, which stands from submission until it is released or becomes a cover. */
  readonly cover?: {
    readonly firstDay: CalendarDate
    readonly endsOn: CalendarDate
    readonly continuousSince: CalendarDate
  }
}

/** Plans of the same enrolment beside the one being judged, in whose roster the person is. */
export type BesidePlan = { readonly planCode: string; readonly category: string; readonly shares: number }

export type StandingRules = {
  readonly plan: PlanVersion
  readonly calendarYear: number | undefined
  readonly shares: number
  /** Most shares of the plan's category over all units; undefined where the category has no cap. */
  readonly cap: number | undefined
  /** Name of the required plan, where there is one. */
  readonly requiredName: string
  readonly today: CalendarDate
}

export type StandingJudgement = {
  /** Expected first day of the new cover, were the money confirmed today. */
  readonly firstDay: CalendarDate
  readonly standing: Standing
  readonly problems: readonly ContextProblem[]
}

/**
 * Judges a person by covers and holds anywhere: expected first day and price class, and E11, E12 and E16. The cover
 * being renewed never counts against them. Source: decisions, "First day", "Standing cover", "Shares", "Required plan".
 */
export function judgeStanding(
  rules: StandingRules,
  records: readonly StandingRecord[],
  beside: readonly BesidePlan[],
): StandingJudgement {
  const { plan, today, calendarYear } = rules
  const same = records.filter(({ planCode }) => planCode === plan.code)
  const earlier = latestCover(same)
  const period = coverPeriodOf(plan, today, earlier, calendarYear)
  const firstDay = period.ok ? period.value.effectiveOn : addDays(today, 1)
  const standing = period.ok ? period.value.standing : 'new'
  const problems = [
    judgeSamePlan(rules, same, period.ok),
    judgeCap(rules, records, beside, { firstDay, lastDay: period.ok ? period.value.endsOn : firstDay }),
    judgeRequired(rules, records, beside, firstDay),
  ].filter((problem) => problem !== undefined)
  return { firstDay, standing, problems }
}

function latestCover(same: readonly StandingRecord[]): EarlierCover | undefined {
  let latest: EarlierCover | undefined
  for (const { cover } of same) if (cover && (!latest || cover.endsOn > latest.endsOn)) latest = cover
  return latest
}

/** E11: in flight anywhere, or covered for longer than the time from which the cover may be renewed. */
function judgeSamePlan(
  { plan, today }: StandingRules,
  same: readonly StandingRecord[],
  hasPeriod: boolean,
): ContextProblem | undefined {
  const blocking = same.filter(({ cover }) => !cover || !hasPeriod || blocksRenewal(plan, cover.endsOn, today))
  if (blocking.some(({ elsewhere }) => elsewhere)) return { code: 'covered-elsewhere' }
  const [first] = blocking
  if (!first) return undefined
  if (!first.cover) return { code: 'in-flight-here' }
  const { endsOn } = first.cover
  return { code: 'covered-here', endsOn, renewableFrom: renewableFrom(plan, endsOn) }
}

function standsOn({ cover }: StandingRecord, day: CalendarDate): boolean {
  return !cover || (cover.firstDay <= day && cover.endsOn >= day)
}

type NewCover = { readonly firstDay: CalendarDate; readonly lastDay: CalendarDate }

/**
 * E12: shares of the plan's category over all units, with this enrolment's, must not pass the cap on any day of the new
 * cover; the number grows only on its first day and where a cover begins later. Source: domain facts §3.0; decision of
 * 2026-11-28, "Caps over the whole period".
 */
function judgeCap(
  { plan, shares, cap }: StandingRules,
  records: readonly StandingRecord[],
  beside: readonly BesidePlan[],
  { firstDay, lastDay }: NewCover,
): ContextProblem | undefined {
  if (cap === undefined) return undefined
  const counts = ({ category, planCode }: BesidePlan) => category === plan.category && planCode !== plan.code
  const others = records.filter(counts)
  const later = others.flatMap(({ cover }) => (cover && cover.firstDay > firstDay ? cover.firstDay : []))
  const days = [firstDay, ...later.filter((day) => day <= lastDay)]
  const sharesOn = (day: CalendarDate) => sumOfShares(others.filter((record) => standsOn(record, day)))
  const standing = sumOfShares(beside.filter(counts)) + Math.max(...days.map(sharesOn))
  return standing + shares > cap ? { code: 'too-many-shares', most: cap, standing } : undefined
}

function sumOfShares(of: readonly { readonly shares: number }[]): number {
  return of.reduce((sum, { shares }) => sum + shares, 0)
}

/** E16: the required plan stands on the first day, or is in the same enrolment. */
function judgeRequired(
  { plan, requiredName }: StandingRules,
  records: readonly StandingRecord[],
  beside: readonly BesidePlan[],
  firstDay: CalendarDate,
): ContextProblem | undefined {
  const required = plan.requires?.plan
  if (required === undefined || beside.some(({ planCode }) => planCode === required)) return undefined
  const stands = records.some((record) => record.planCode === required && standsOn(record, firstDay))
  return stands ? undefined : { code: 'main-plan-missing', plan: requiredName }
}

/** Covers that ended before this day can neither stand in the way nor be continued. */
export function standingSince(plan: PlanVersion, today: CalendarDate): CalendarDate {
  return addDays(today, -plan.continuityDays)
}
