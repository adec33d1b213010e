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
  | { readonly code: 'calendar-year-not-offered'; readonly thisYear: number; readonly nextYear: number }
  | { readonly code: 'not-by-calendar-year' }

/** Whether the office sells the plan on a business day. */
export function judgeSale(offer: Offer, on: CalendarDate): Decision<Offer, OfferRefused> {
  const { sellsFrom, sellsUntil } = offer
  if (on < sellsFrom) return refuse({ code: 'not-yet-on-sale', sellsFrom })
  if (sellsUntil !== undefined && on > sellsUntil) return refuse({ code: 'no-longer-on-sale', sellsUntil })
  return accept(offer)
}

/** The calendar year of an enrolment: this or the next where the offer asks for one, else none. */
export function judgeCalendarYear(
  offer: Offer,
  on: CalendarDate,
  chosen: number | undefined,
): Decision<number | undefined, OfferRefused> {
  if (!offer.calendarYear) return chosen === undefined ? accept(undefined) : refuse({ code: 'not-by-calendar-year' })
  const thisYear = partsOf(on).year
  const nextYear = thisYear + 1
  if (chosen === undefined) return refuse({ code: 'calendar-year-not-chosen' })
  if (chosen === thisYear || chosen === nextYear) return accept(chosen)
  return refuse({ code: 'calendar-year-not-offered', thisYear, nextYear })
}
