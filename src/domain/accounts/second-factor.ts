import type { AccountKind } from './session-life.ts'

export type SecondFactor = 'none' | 'device-code' | 'totp'

export type FactorFacts = {
  readonly kind: AccountKind
  readonly hasTotp: boolean
  /** Signed in from on this device within 30 days. */
  readonly deviceKnown: boolean
}

/**
 * What is asked after the password: the authenticator where one is set up, otherwise of a unit's handler a code by SMS
 * on an unknown device (security 18).
 */
export function secondFactorFor({ kind, hasTotp, deviceKnown }: FactorFacts): SecondFactor {
  if (hasTotp) return 'totp'
  return kind === 'handler' && !deviceKnown ? 'device-code' : 'none'
}
