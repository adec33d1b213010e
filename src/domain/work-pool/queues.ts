import type { Desk } from '../organisations/desks.ts'

/** The desk that works each kind of subject. */
export const POOL_DESK = {
  registration: 'registration-review',
  'enrolment-review': 'enrolment-review',
  payment: 'finance',
  'unit-change': 'change-review',
  'claim-entry': 'claim-entry',
  'claim-first-review': 'claim-first-review',
  'claim-second-review': 'claim-second-review',
  'claim-approval': 'claim-approval',
  'claim-payee-review': 'claim-second-review',
} as const satisfies Readonly<Record<string, Desk>>

/** Kinds of subject that wait in pools; the same words as in the contract. */
export type WorkKind = keyof typeof POOL_DESK

/**
 * The desks whose pools an account works: its own; a unit's handlers also enter costs, in the same pool as the office's
 * clerks for it. Source: decisions, "Who enters".
 */
export function queuesOf(desks: readonly Desk[]): readonly Desk[] {
  return desks.includes('unit-handler') ? [...desks, 'claim-entry'] : desks
}

/** The kinds of subject that an account with these desks works, in the order of the alphabet. */
export function kindsOf(desks: readonly Desk[]): readonly WorkKind[] {
  const queues = queuesOf(desks)
  const kinds = Object.keys(POOL_DESK) as WorkKind[]
  return kinds.filter((kind) => queues.includes(POOL_DESK[kind])).sort()
}
