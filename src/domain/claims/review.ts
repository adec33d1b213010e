import type { Payee } from './claim-entry.ts'
import type { Cents } from '../shared/cents.ts'
import { accept, refuse, type Decision } from '../shared/decision.ts'

/** Who did something at a desk: an account and, where it is known, the keyed hash of the person's ID number. */
export type Hand = { readonly account: string; readonly person: string | null }

/** Everything that was done with a case before, since its last submission. */
export type EarlierHands = {
  readonly submission: Hand | null
  readonly firstReview: Hand | null
  readonly secondReview: Hand | null
}

export type SamePersonRefused = {
  readonly code: 'claim-same-person'
  readonly step: 'submission' | 'first-review' | 'second-review'
}

function isSame(one: Hand, other: Hand | null): boolean {
  return other !== null && (one.account === other.account || (one.person !== null && one.person === other.person))
}

/**
 * Submitter, 初审, 复审 and 审批 are different persons, by ID number and not by account. Source: decisions, "Chain";
 * security I-03.
 */
export function judgeHand(hand: Hand, earlier: EarlierHands): Decision<Hand, SamePersonRefused> {
  if (isSame(hand, earlier.submission)) return refuse({ code: 'claim-same-person', step: 'submission' })
  if (isSame(hand, earlier.firstReview)) return refuse({ code: 'claim-same-person', step: 'first-review' })
  if (isSame(hand, earlier.secondReview)) return refuse({ code: 'claim-same-person', step: 'second-review' })
  return accept(hand)
}

export type Proposal = 'decline' | 'refuse'

/** What a decision goes by. */
export type Reviewed = {
  /** In fen; null where nothing was calculated. */
  readonly amount: Cents | null
  /** Facts or history changed since the calculation. */
  readonly stale: boolean
  readonly proposal: Proposal | null
}

export type YesRefused = {
  readonly code: 'claim-calculation-stale' | 'claim-amount-zero' | 'claim-no-proposed'
}

/** A yes needs a current amount above 0, and nobody who proposed a no before. */
export function judgeYes({ amount, stale, proposal }: Reviewed): Decision<Cents, YesRefused> {
  if (proposal !== null) return refuse({ code: 'claim-no-proposed' })
  if (stale || amount === null) return refuse({ code: 'claim-calculation-stale' })
  return amount > 0 ? accept(amount) : refuse({ code: 'claim-amount-zero' })
}

export type NoRefused = {
  readonly code: 'claim-calculation-stale' | 'claim-not-zero' | 'claim-clause-missing'
}

/**
 * What 初审 proposes instead of paying: 不予给付 where the current amount is 0, 拒付 by a clause of the plan whatever the
 * amount. Source: decisions, "Ends".
 */
export function judgeProposal(
  proposal: Proposal,
  clause: string | undefined,
  { amount, stale }: Reviewed,
): Decision<Proposal, NoRefused> {
  if (proposal === 'refuse') return clause ? accept(proposal) : refuse({ code: 'claim-clause-missing' })
  if (stale || amount === null) return refuse({ code: 'claim-calculation-stale' })
  return amount === 0 ? accept(proposal) : refuse({ code: 'claim-not-zero' })
}

export type EndingRefused = {
  readonly code: 'claim-nothing-proposed' | 'claim-calculation-stale' | 'claim-not-zero'
}

/** A no needs two persons as a yes does: 复审 decides only what 初审 proposed. */
export function judgeEnding({ amount, stale, proposal }: Reviewed): Decision<Proposal, EndingRefused> {
  if (proposal === null) return refuse({ code: 'claim-nothing-proposed' })
  if (proposal === 'refuse') return accept(proposal)
  if (stale) return refuse({ code: 'claim-calculation-stale' })
  return amount === 0 ? accept(proposal) : refuse({ code: 'claim-not-zero' })
}

/** After a death nothing can happen to the person any more. Source: decisions, "Ends". */
export function judgeAlive(
  incidentOn: string,
  diedOn: string | null,
): Decision<'alive', { code: 'claim-after-death'; diedOn: string }> {
  return diedOn !== null && incidentOn > diedOn ? refuse({ code: 'claim-after-death', diedOn }) : accept('alive')
}

/** Nobody pays the dead: the heirs are paid, with proof. Source: decisions, "Ends". */
export function judgePayeeAlive(
  { relation }: Pick<Payee, 'relation'>,
  diedOn: string | null,
): Decision<'alive', { code: 'claim-payee-dead'; diedOn: string }> {
  return diedOn !== null && relation === 'self' ? refuse({ code: 'claim-payee-dead', diedOn }) : accept('alive')
}
