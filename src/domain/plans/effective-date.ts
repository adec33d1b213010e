import { addDays, dateOf, daysBetween, laterOf, lastDayOfTerm, type CalendarDate } from '../shared/calendar-date.ts'
import { accept, refuse, type Decision } from '../shared/decision.ts'
import type { PlanVersion, Standing } from './plan-version.ts'

/** The person's last cover in the same plan, at whichever unit. */
export type EarlierCover = { readonly endsOn: CalendarDate; readonly continuousSince: CalendarDate }

/** A period of cover of one person; first and last day are inside. */
export type CoverPeriod = {
  readonly effectiveOn: CalendarDate
  readonly endsOn: CalendarDate
  /** First day of the covers that run on into this one; its own first day where none does. */
  readonly continuousSince: CalendarDate
  /** Renewing where this cover continues the last one: the price class of the person. */
  readonly standing: Standing
}

export type CoverPeriodRefused = {
  readonly code: 'calendar-year-over'
  readonly calendarYear: number
  /** The first day that cover could begin. */
  readonly firstDay: CalendarDate
}

type Terms = Pick<PlanVersion, 'termYears' | 'continuityDays' | 'renewalWindowDays'>

function firstAndLastOfYear(year: number): [first: CalendarDate, last: CalendarDate] {
  const first = dateOf(year, 1, 1)
  const last = dateOf(year, 12, 31)
  if (!first || !last) throw new RangeError(`not a year: ${year}`)
  return [first, last]
}

/**
 * When cover runs for money that is confirmed on a business day: from the later of the next day and the day after the
 * person's running cover of the plan, for the plan's term; with a calendar year from its 1 January at the earliest to
 * its 31 December, refused where no day of that year is left. Source: decisions, "First day"; catalogue, "Effective date".
 */
export function coverPeriodOf(
  terms: Terms,
  confirmedOn: CalendarDate,
  earlier?: EarlierCover,
  calendarYear?: number,
): Decision<CoverPeriod, CoverPeriodRefused> {
  const next = addDays(confirmedOn, 1)
  const earliest = earlier ? laterOf(next, addDays(earlier.endsOn, 1)) : next
  if (calendarYear === undefined) {
    const endsOn = lastDayOfTerm(earliest, terms.termYears)
    return accept({ effectiveOn: earliest, endsOn, ...continuity(terms, earliest, earlier) })
  }
  const [first, endsOn] = firstAndLastOfYear(calendarYear)
  const effectiveOn = laterOf(first, earliest)
  if (effectiveOn > endsOn) return refuse({ code: 'calendar-year-over', calendarYear, firstDay: effectiveOn })
  return accept({ effectiveOn, endsOn, ...continuity(terms, effectiveOn, earlier) })
}

/** Cover is continuous when it starts at most 30 days after the end of the last. Source: catalogue, "Days". */
function continuity(
  terms: Terms,
  effectiveOn: CalendarDate,
  earlier?: EarlierCover,
): Pick<CoverPeriod, 'continuousSince' | 'standing'> {
  if (earlier && daysBetween(earlier.endsOn, effectiveOn) <= terms.continuityDays)
    return { continuousSince: earlier.continuousSince, standing: 'renewing' }
  return { continuousSince: effectiveOn, standing: 'new' }
}

/** First business day on which someone with a cover that ends on `endsOn` may be enrolled again. */
export function renewableFrom(terms: Terms, endsOn: CalendarDate): CalendarDate {
  return addDays(endsOn, -terms.renewalWindowDays)
}

/** Whether a cover still stands in the way of enrolling the person again on a business day. */
export function blocksRenewal(terms: Terms, endsOn: CalendarDate, today: CalendarDate): boolean {
  return today < renewableFrom(terms, endsOn)
}
