import { rosterRulesOf, type RosterRules } from '../../domain/enrolment/roster-row.ts'
import type { StandingRules } from '../../domain/enrolment/standing.ts'
import { coverPeriodOf } from '../../domain/plans/effective-date.ts'
import { addDays, type CalendarDate } from '../../domain/shared/calendar-date.ts'
import type { EnrolmentId, OrganisationId } from '../../domain/shared/ids.ts'
import { businessDay } from '../../domain/shared/time.ts'
import type { Transaction } from '../db/transaction.ts'
import { getCategoryCaps, getPlanNames } from '../plans/plan-store.ts'
import type { ChosenPlan } from './enrolment-plan-store.ts'
import type { StoredEnrolment } from './enrolment-store.ts'

/** By what the rows of one roster are judged today: plain data, which can be posted to a worker. */
export type JudgingRules = {
  readonly enrolmentId: EnrolmentId
  readonly unitId: OrganisationId
  readonly place: number
  readonly standing: StandingRules
  readonly rows: RosterRules
  /** Expected first day of someone new; ages are judged on it unless the person's own cover runs on. */
  readonly firstDay: CalendarDate
  /** Plans chosen beside this one, with their categories and shares. */
  readonly beside: readonly { readonly planCode: string; readonly category: string; readonly shares: number }[]
}

/** Expected first day of someone who has no cover of the plan yet, were the money confirmed today. */
export function firstDayOfNew(
  { plan, calendarYear }: Pick<ChosenPlan, 'plan' | 'calendarYear'>,
  today: CalendarDate,
): CalendarDate {
  const period = coverPeriodOf(plan, today, undefined, calendarYear)
  return period.ok ? period.value.effectiveOn : addDays(today, 1)
}

/** The rules for the roster of one of the chosen plans. */
export async function judgingRules(
  tx: Transaction,
  enrolment: StoredEnrolment,
  plans: readonly ChosenPlan[],
  { plan, calendarYear, shares }: ChosenPlan,
): Promise<JudgingRules> {
  const today = businessDay(tx.now)
  const cap = (await getCategoryCaps(tx)).get(plan.category)
  const required = plan.requires?.plan
  const requiredName = required === undefined ? '' : ((await getPlanNames(tx)).get(required) ?? required)
  return {
    enrolmentId: enrolment.id,
    unitId: enrolment.unitId,
    place: enrolment.place,
    standing: { plan, calendarYear, shares, cap, requiredName, today },
    rows: rosterRulesOf(plan),
    firstDay: firstDayOfNew({ plan, calendarYear }, today),
    beside: plans
      .filter((other) => other.plan.code !== plan.code)
      .map((other) => ({ planCode: other.plan.code, category: other.plan.category, shares: other.shares })),
  }
}
