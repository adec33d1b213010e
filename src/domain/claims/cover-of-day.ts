import type { CalendarDate } from '../shared/calendar-date.ts'

type Period = { readonly effectiveOn: CalendarDate; readonly endsOn: CalendarDate }

/**
 * The cover of one plan that an event belongs to: the one in force on its day; where none is, the last one that ended
 * before, else the first that begins afterwards, so that the reason can be told. Source: catalogue, "Which cover".
 */
export function coverOfDay<Cover extends Period>(covers: readonly Cover[], on: CalendarDate): Cover | undefined {
  const ordered = covers.toSorted((one, other) => (one.effectiveOn < other.effectiveOn ? -1 : 1))
  const inForce = ordered.find(({ effectiveOn, endsOn }) => effectiveOn <= on && endsOn >= on)
  return inForce ?? ordered.findLast(({ endsOn }) => endsOn < on) ?? ordered[0]
}
