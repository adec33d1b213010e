import { addDays, dateOf, type CalendarDate } from '../shared/calendar-date.ts'
import { accept, refuse, type Decision } from '../shared/decision.ts'

/** A plan of an enrolment; `calendarYear` where it covers the days of one year only. */
export type PlanInYear = { readonly plan: { readonly name: string }; readonly calendarYear: number | undefined }

export type NoDaysLeft = { readonly code: 'no-days-left'; readonly plan: string; readonly calendarYear: number }

/** Cover begins the day after the money is confirmed: on the last day of its calendar year that is too late. */
function lastDayIn(calendarYear: number): CalendarDate {
  const lastOfYear = dateOf(calendarYear, 12, 31)
  if (!lastOfYear) throw new RangeError(`not a year: ${calendarYear}`)
  return addDays(lastOfYear, -1)
}

/** The last business day on which money can be confirmed for all these plans; undefined where none has a calendar year. */
export function lastDayToConfirm(plans: readonly PlanInYear[]): CalendarDate | undefined {
  return plans.flatMap(({ calendarYear }) => (calendarYear === undefined ? [] : lastDayIn(calendarYear))).toSorted()[0]
}

/** Whether money that is confirmed today still covers someone in every plan; answers the first for which it is too late. */
export function judgeDaysLeft(plans: readonly PlanInYear[], today: CalendarDate): Decision<'days-left', NoDaysLeft> {
  for (const { plan, calendarYear } of plans) {
    if (calendarYear === undefined || today <= lastDayIn(calendarYear)) continue
    return refuse({ code: 'no-days-left', plan: plan.name, calendarYear })
  }
  return accept('days-left')
}
