import type { CalendarDate } from '../shared/calendar-date.ts'
import { accept, refuse, type Decision } from '../shared/decision.ts'

/** An office sells one version of a plan in a window of days, both ends inside; where it names a calendar year, cover runs in it. */
export type Offer = {
  readonly planCode: string
  readonly version: string
  readonly sellsFrom: CalendarDate
  readonly sellsUntil?: CalendarDate
  readonly calendarYear?: number
}

export type OfferRefused =
  | { readonly code: 'not-yet-on-sale'; readonly sellsFrom: CalendarDate }
  | { readonly code: 'no-longer-on-sale'; readonly sellsUntil: CalendarDate }

/** Until its first day an offer can be taken out again; afterwards it is ended. */
export function judgeOfferRemoval(
  { sellsFrom }: Pick<Offer, 'sellsFrom'>,
  on: CalendarDate,
): Decision<true, { readonly code: 'offer-begun'; readonly sellsFrom: CalendarDate }> {
  return on < sellsFrom ? accept(true) : refuse({ code: 'offer-begun', sellsFrom })
}

export type OfferEndRefused =
  | { readonly code: 'offer-ended'; readonly sellsUntil: CalendarDate }
  | { readonly code: 'sale-end-past'; readonly today: CalendarDate }
  | { readonly code: 'sale-ends-before-start' }

/** The last day of sale: the one asked for, else today; a day that is over is none any more. */
export function judgeOfferEnd(
  { sellsFrom, sellsUntil }: Pick<Offer, 'sellsFrom' | 'sellsUntil'>,
  asked: CalendarDate | undefined,
  today: CalendarDate,
): Decision<CalendarDate, OfferEndRefused> {
  if (asked === undefined && sellsUntil !== undefined && sellsUntil < today)
    return refuse({ code: 'offer-ended', sellsUntil })
  const last = asked ?? today
  if (last < today) return refuse({ code: 'sale-end-past', today })
  return last < sellsFrom ? refuse({ code: 'sale-ends-before-start' }) : accept(last)
}

/** Whether the office sells the plan on a business day. */
export function judgeSale(offer: Offer, on: CalendarDate): Decision<Offer, OfferRefused> {
  const { sellsFrom, sellsUntil } = offer
  if (on < sellsFrom) return refuse({ code: 'not-yet-on-sale', sellsFrom })
  if (sellsUntil !== undefined && on > sellsUntil) return refuse({ code: 'no-longer-on-sale', sellsUntil })
  return accept(offer)
}
