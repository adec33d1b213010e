import { accept, refuse, type Decision } from '../shared/decision.ts'
import { addHours, type Instant } from '../shared/time.ts'

/** Searches for unknown persons that an account may make within an hour. Source: security 46. */
export const UNKNOWN_PER_HOUR = 20
const BLOCKED_HOURS = 1

export type SearchBlocked = { readonly code: 'person-search-blocked'; readonly until: Instant }

/**
 * Whether an account may search for persons now. `misses` are its searches that found nobody, oldest first: the
 * twentieth within an hour blocks it for an hour, counted from that one.
 */
export function maySearch(misses: readonly Instant[], now: Instant): Decision<Instant, SearchBlocked> {
  for (const [index, last] of misses.entries()) {
    const first = misses[index - UNKNOWN_PER_HOUR + 1]
    const until = addHours(last, BLOCKED_HOURS)
    if (first !== undefined && addHours(first, 1) > last && until > now)
      return refuse({ code: 'person-search-blocked', until })
  }
  return accept(now)
}

/** Whether this miss is the one that blocks: told to whoever watches, once. */
export function blocksSearch(misses: readonly Instant[], now: Instant): boolean {
  return maySearch(misses, now).ok && !maySearch([...misses, now], now).ok
}
