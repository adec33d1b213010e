import type { Desk } from '../organisations/desks.ts'

/**
 * The desks whose pools an account works: its own; a unit's handlers also enter costs, in the same pool as the office's
 * clerks for it. Source: decisions, "Who enters".
 */
export function queuesOf(desks: readonly Desk[]): readonly Desk[] {
  return desks.includes('unit-handler') ? [...desks, 'claim-entry'] : desks
}
