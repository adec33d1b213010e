/** A desk is a post that an account holds at its organisation: it decides which pools and commands it sees. */
export const DESKS = [
  'unit-handler',
  'registration-review',
  'enrolment-review',
  'finance',
  'certificates',
  'change-review',
  'claim-entry',
  'claim-first-review',
  'claim-second-review',
  'claim-approval',
  'payout-making',
  'payout-release',
  'administration',
  'audit',
] as const

export type Desk = (typeof DESKS)[number]

/** Desks of member units; all others are officers' desks with stricter rules for passwords and sessions. */
export const UNIT_DESKS: readonly Desk[] = ['unit-handler']

export function isOfficer(desks: readonly Desk[]): boolean {
  return desks.some((desk) => !UNIT_DESKS.includes(desk))
}

export function isDesk(word: string): word is Desk {
  return (DESKS as readonly string[]).includes(word)
}
