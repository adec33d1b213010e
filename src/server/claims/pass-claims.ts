import type { passClaims as endpoint } from '../../contract/claim-decisions.ts'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import { judgeYes } from '../../domain/claims/review.ts'
import type { Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { accepted } from '../refusal.ts'
import type { Services } from '../services.ts'
import { refuseAfterDeath } from './death-of-insured.ts'
import { freshReview } from './fresh-review.ts'
import { lockForDecision } from './review-lock.ts'
import { numbersOf, saveProposal, saveReviewer, saveStep, type Decided } from './save-review.ts'

/** 初审通过: the cases of an event go on to 申领复审 together, or none does. */
export async function passClaims(
  tx: Transaction,
  services: Services,
  { cases, note = '' }: InputOf<typeof endpoint>,
): Promise<OutputOf<typeof endpoint>> {
  const claims = await lockForDecision(tx, cases)
  const decided: Decided[] = []
  for (const claim of claims) {
    // The unit may have submitted 0 as a proposal not to pay; what the reviewer finds counts.
    accepted(judgeYes({ ...(await freshReview(tx, services, claim, cases[0]?.id)), proposal: null }))
    await refuseAfterDeath(tx, services, claim)
    await saveProposal(tx, claim, null)
    await saveReviewer(tx, claim, 'first_reviewed')
    decided.push(await saveStep(tx, services, claim, { action: 'pass', texts: { note } }))
  }
  const [{ id, place }] = claims
  await record(tx, { action: 'claim-review.pass', subject: id, place, facts: { numbers: numbersOf(claims) } })
  return { cases: decided }
}
