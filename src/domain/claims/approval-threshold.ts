import type { Cents } from '../shared/cents.ts'
import { accept, refuse, type Decision } from '../shared/decision.ts'

/** Amounts in fen. */
export type ApprovalFacts = {
  /** Everything that the person's claims for the same event pay together. */
  readonly eventTotal: Cents
  /** Above this the office asks for 申领审批. */
  readonly threshold: Cents
  /** The officer's own limit; none: as far as the office's threshold. */
  readonly limit: Cents | null
}

/** Up to which amount an officer approves. */
export function limitOf({ threshold, limit }: Omit<ApprovalFacts, 'eventTotal'>): Cents {
  return limit ?? threshold
}

/**
 * Where 复审 approves: within the office's threshold and the officer's own limit the case is payable, else 申领审批 decides.
 * Source: decisions, "Chain".
 */
export function nextAfterSecondReview(facts: ApprovalFacts): 'payable' | 'approval' {
  return facts.eventTotal <= facts.threshold && facts.eventTotal <= limitOf(facts) ? 'payable' : 'approval'
}

export type BeyondLimit = { readonly code: 'claim-beyond-limit'; readonly total: number; readonly limit: number }

/** Whether an officer of 申领审批 may approve so much. */
export function judgeLimit(facts: ApprovalFacts): Decision<Cents, BeyondLimit> {
  const limit = limitOf(facts)
  return facts.eventTotal <= limit
    ? accept(facts.eventTotal)
    : refuse({ code: 'claim-beyond-limit', total: facts.eventTotal, limit })
}

/** Whether anybody of the office's 申领审批 may approve so much; else the organisation above does. */
export function approvesHere(
  limits: readonly (Cents | null)[],
  { eventTotal, threshold }: Omit<ApprovalFacts, 'limit'>,
): boolean {
  return limits.some((limit) => eventTotal <= limitOf({ threshold, limit }))
}
