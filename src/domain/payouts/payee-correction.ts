import type { Payee } from '../claims/claim-entry.ts'
import type { Hand } from '../claims/review.ts'
import { accept, refuse, type Decision } from '../shared/decision.ts'
import { isSamePerson } from './four-eyes.ts'

/**
 * The same person with another card needs one approval; another person goes through the whole review again. Source:
 * decisions, "Payee".
 */
export function correctionOf(frozen: Payee, corrected: Payee): 'correct-card' | 'change-payee' {
  const same = frozen.relation === corrected.relation && frozen.name === corrected.name
  return same && frozen.idNumber === corrected.idNumber ? 'correct-card' : 'change-payee'
}

/** Whether two payees are the same in every respect that the bank is told. */
export function isSamePayee(one: Payee, other: Payee): boolean {
  const told = ({ relation, name, idNumber, card, bank, branch }: Payee) =>
    JSON.stringify([relation, name, idNumber, card, bank, branch])
  return told(one) === told(other)
}

/** A corrected payee is approved by someone else than who entered it. */
export function judgePayeeReviewer(reviewer: Hand, corrector: Hand): Decision<true, { code: 'reviewer-is-corrector' }> {
  return isSamePerson(reviewer, corrector) ? refuse({ code: 'reviewer-is-corrector' }) : accept(true)
}

/** Slots of the card's image: the insured person's own, and the payee's. */
export const CARD_MATERIALS: readonly string[] = ['own-bank-card', 'payee-bank-card']

/** The one of them that a payee's card belongs into. */
export function cardMaterialOf({ relation }: Pick<Payee, 'relation'>): 'own-bank-card' | 'payee-bank-card' {
  return relation === 'self' ? 'own-bank-card' : 'payee-bank-card'
}
