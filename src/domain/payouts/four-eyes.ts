import type { Hand } from '../claims/review.ts'
import { accept, refuse, type Decision } from '../shared/decision.ts'

/** Whether two hands are one person's: the same account, or the same ID number behind both. */
export function isSamePerson(one: Hand, other: Hand): boolean {
  return one.account === other.account || (one.person !== null && one.person === other.person)
}

export type BatchDutyRefused =
  | { readonly code: 'releaser-is-maker' }
  | { readonly code: 'maker-decided-claim'; readonly number: string }
  | { readonly code: 'releaser-decided-claim'; readonly number: string; readonly count: number }

/** Who decided a claim: its reviewers, its approver, and who approved a corrected payee. */
export type DecidedClaim = { readonly number: string; readonly deciders: readonly Hand[] }

/** The claims that somebody decided. */
export function decidedBy(claims: readonly DecidedClaim[], who: Hand): readonly DecidedClaim[] {
  return claims.filter(({ deciders }) => deciders.some((decider) => isSamePerson(decider, who)))
}

/** Who makes a batch has decided none of its claims. Source: decisions, "Chain". */
export function judgeMaker(maker: Hand, claims: readonly DecidedClaim[]): Decision<true, BatchDutyRefused> {
  const [decided] = decidedBy(claims, maker)
  return decided ? refuse({ code: 'maker-decided-claim', number: decided.number }) : accept(true)
}

/** Who releases a batch has neither made it nor decided one of its claims. Source: decisions, "Chain". */
export function judgeReleaser(
  releaser: Hand,
  maker: Hand,
  claims: readonly DecidedClaim[],
): Decision<true, BatchDutyRefused> {
  if (isSamePerson(releaser, maker)) return refuse({ code: 'releaser-is-maker' })
  const decided = decidedBy(claims, releaser)
  const [first] = decided
  return first ? refuse({ code: 'releaser-decided-claim', number: first.number, count: decided.length }) : accept(true)
}
