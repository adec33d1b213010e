import type { ClaimKind } from '../plans/claim-kind.ts'
import type { PlanVersion } from '../plans/plan-version.ts'
import { addYears, parseDate, type CalendarDate } from '../shared/calendar-date.ts'
import { takesSheets, type SheetEntry } from './claim-entry.ts'

type Stay = Pick<SheetEntry, 'dischargedOn'>

/**
 * Whether the time to claim counts from discharge, which only the settlement sheets tell: 受理 cannot judge it yet. For
 * the other kinds it counts from the day of the event. Source: catalogue, "Claim deadline".
 */
export function countsFromDischarge(kind: ClaimKind): boolean {
  return takesSheets(kind)
}

/** Last day on which a claim is taken whose time counts from this day: the same day so many years later. */
export function claimDeadline(
  { claimDeadlineYears }: Pick<PlanVersion, 'claimDeadlineYears'>,
  from: CalendarDate,
): CalendarDate {
  return addYears(from, claimDeadlineYears)
}

/** The sheet with the latest discharge, where one was entered. */
export function lastDischarge(sheets: readonly Stay[]): { readonly at: number; readonly on: CalendarDate } | undefined {
  let last: { at: number; on: CalendarDate } | undefined
  for (const [at, { dischargedOn }] of sheets.entries()) {
    const day = parseDate(dischargedOn)
    if (day.ok && (last === undefined || day.value > last.on)) last = { at, on: day.value }
  }
  return last
}

/** Day from which the time to claim counts: the latest discharge, else the day of the event. */
export function countedFromDay(kind: ClaimKind, incidentOn: CalendarDate, sheets: readonly Stay[]): CalendarDate {
  return (countsFromDischarge(kind) && lastDischarge(sheets)?.on) || incidentOn
}
