import { blockedUntil } from '../shared/attempt-limit.ts'
import { accept, refuse, type Decision } from '../shared/decision.ts'
import type { Instant } from '../shared/time.ts'

/** Searches for unknown persons that an account may make within an hour. Source: security 46. */
export const UNKNOWN_PER_HOUR = 20

export type SearchBlocked = { readonly code: 'person-search-blocked'; readonly until: Instant }

/**
 * Whether an account may search for persons now. `misses` are its searches that found nobody, oldest first: the
 * twentieth within an hour blocks it for an hour.
 */
export function maySearch(misses: readonly Instant[], now: Instant): Decision<Instant, SearchBlocked> {
  const until = blockedUntil(misses, UNKNOWN_PER_HOUR, now)
  return until === undefined ? accept(now) : refuse({ code: 'person-search-blocked', until })
}

/** Whether this miss is the one that blocks: told to whoever watches, once. */
export function blocksSearch(misses: readonly Instant[], now: Instant): boolean {
  return maySearch(misses, now).ok && !maySearch([...misses, now], now).ok
}
