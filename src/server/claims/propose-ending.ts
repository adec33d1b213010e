import type { proposeEnding as endpoint } from '../../contract/claim-decisions.ts'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import { judgeProposal } from '../../domain/claims/review.ts'
import type { Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { getPlanVersion } from '../plans/plan-store.ts'
import { accepted, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import type { StoredClaim } from './claim-store.ts'
import { lockOneForDecision, reviewedOf } from './review-lock.ts'
import { saveProposal, saveReviewer, saveStep } from './save-review.ts'

/** 初审 proposes a no; 复审 decides it, or sends it back inside. */
export async function proposeEnding(
  tx: Transaction,
  services: Services,
  { id, version, proposal, clause, reason, note = '' }: InputOf<typeof endpoint>,
): Promise<OutputOf<typeof endpoint>> {
  const claim = await lockOneForDecision(tx, { id, version })
  accepted(judgeProposal(proposal, clause, await reviewedOf(tx, services, claim)))
  const number = clause ? await getClause(tx, claim, clause) : null
  await saveReviewer(tx, claim, 'first_reviewed')
  const texts = { told: reason, note }
  const decided = await saveStep(tx, services, claim, { action: 'pass', told: 'propose', texts })
  await saveProposal(tx, claim, proposal, number)
  await record(tx, {
    action: 'claim-review.propose',
    subject: claim.id,
    place: claim.place,
    facts: { number: claim.number, proposal, clause: number },
  })
  return { cases: [decided] }
}

/** The number of a clause that the case's version of the plan really has. */
async function getClause(tx: Transaction, { planVersionId }: StoredClaim, wanted: string): Promise<string> {
  const { clauses } = await getPlanVersion(tx, planVersionId)
  return clauses.find(({ number }) => number === wanted)?.number ?? refused({ code: 'claim-clause-missing' })
}
