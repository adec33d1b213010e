import { addDays, type CalendarDate } from '../shared/calendar-date.ts'

/** Days between the warning and 作废, so that a unit can still pay. */
export const WARNING_DAYS = 7

export type Unpaid = {
  readonly approvedOn: CalendarDate
  /** Day of the warning, where one was sent. */
  readonly warnedOn: CalendarDate | undefined
  /** Days that an approved enrolment may wait for money; a setting of the office. */
  readonly unpaidDays: number
}

/** Last day on which an approved enrolment without money stays valid: warned late, it stays a week from the warning. */
export function lastDayToPay({ approvedOn, warnedOn, unpaidDays }: Unpaid): CalendarDate {
  const byRule = addDays(approvedOn, unpaidDays)
  const afterWarning = warnedOn ? addDays(warnedOn, WARNING_DAYS) : byRule
  return afterWarning > byRule ? afterWarning : byRule
}

/** What a night does with an approved enrolment for which no money came: first warn, a week later void. */
export function unpaidStep(unpaid: Unpaid, today: CalendarDate): 'warn' | 'void' | undefined {
  if (!unpaid.warnedOn) return today >= addDays(lastDayToPay(unpaid), -WARNING_DAYS) ? 'warn' : undefined
  return today > lastDayToPay(unpaid) ? 'void' : undefined
}
