import type { CalendarDate } from '../shared/calendar-date.ts'
import { partsOf } from '../shared/calendar-date.ts'
import { accept, refuse, type Decision } from '../shared/decision.ts'

/** An office sells one version of a plan in a window of days, both ends inside, with cover by calendar year or not. */
export type Offer = {
  readonly planCode: string
  readonly version: string
  readonly sellsFrom: CalendarDate
  readonly sellsUntil?: CalendarDate
  readonly calendarYear: boolean
}

export type OfferRefused =
  | { readonly code: 'not-yet-on-sale'; readonly sellsFrom: CalendarDate }
  | { readonly code: 'no-longer-on-sale'; readonly sellsUntil: CalendarDate }
  | { readonly code: 'calendar-year-not-chosen' }
  | { readonly code: 'calendar-year-not-offered'; readonly years: readonly number[] }

/** Whether the office sells the plan on a business day. */
export function judgeSale(offer: Offer, on: CalendarDate): Decision<Offer, OfferRefused> {
  const { sellsFrom, sellsUntil } = offer
  if (on < sellsFrom) return refuse({ code: 'not-yet-on-sale', sellsFrom })
  if (sellsUntil !== undefined && on > sellsUntil) return refuse({ code: 'no-longer-on-sale', sellsUntil })
  return accept(offer)
}

/** Calendar years that may be chosen on a day: the running one and the next. Other offers have none. */
export function calendarYearsOf(offer: Offer, on: CalendarDate): readonly number[] {
  const { year } = partsOf(on)
  return offer.calendarYear ? [year, year + 1] : []
}

/** The calendar year of an enrolment: one that is offered, or none where cover runs for a year from its first day. */
export function judgeCalendarYear(
  offer: Offer,
  on: CalendarDate,
  chosen: number | undefined,
): Decision<number | undefined, OfferRefused> {
  const years = calendarYearsOf(offer, on)
  if (!offer.calendarYear && chosen === undefined) return accept(undefined)
  if (chosen === undefined) return refuse({ code: 'calendar-year-not-chosen' })
  return years.includes(chosen) ? accept(chosen) : refuse({ code: 'calendar-year-not-offered', years })
}
