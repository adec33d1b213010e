import { sql } from 'kysely'
import type { approveClaims as endpoint } from '../../contract/claim-decisions.ts'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import { judgeLimit, nextAfterSecondReview, type ApprovalFacts } from '../../domain/claims/approval-threshold.ts'
import { dayOfDeath } from '../../domain/claims/claim-entry.ts'
import { judgeYes } from '../../domain/claims/review.ts'
import type { Cents } from '../../domain/shared/cents.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { accepted, found } from '../refusal.ts'
import type { Services } from '../services.ts'
import { cardIndexOf, openEntry, sealPayee } from './claim-secrets.ts'
import { getClaimSettings } from './claim-settings-store.ts'
import type { StoredClaim } from './claim-store.ts'
import { markDeceased, refuseAfterDeath } from './death-of-insured.ts'
import { freshReview } from './fresh-review.ts'
import { lockForDecision, type Decidable } from './review-lock.ts'
import { numbersOf, saveReviewer, saveStep, type Decided } from './save-review.ts'

/**
 * 同意 at 复审: payable within the office's threshold and the officer's own limit, else on to 申领审批, whose officer needs a
 * limit for it. The last yes freezes the payee; that of a death marks the person deceased.
 */
export async function approveClaims(
  tx: Transaction,
  services: Services,
  { cases, note = '' }: InputOf<typeof endpoint>,
): Promise<OutputOf<typeof endpoint>> {
  const claims = await lockForDecision(tx, cases)
  const decided: Decided[] = []
  for (const claim of deathsFirst(claims)) {
    accepted(judgeYes(await freshReview(tx, services, claim, cases[0]?.id)))
    await refuseAfterDeath(tx, services, claim)
    const facts = await approvalFacts(tx, claim)
    const last = claim.state === 'approval' || nextAfterSecondReview(facts) === 'payable'
    if (claim.state === 'approval') accepted(judgeLimit(facts))
    await saveReviewer(tx, claim, claim.state === 'approval' ? 'approved' : 'second_reviewed')
    if (last) await freezePayee(tx, services, claim)
    decided.push(await saveStep(tx, services, claim, { action: last ? 'approve' : 'escalate', texts: { note } }))
  }
  const [{ id, place }] = claims
  const facts = { numbers: numbersOf(claims), states: decided.map(({ state }) => state) }
  await record(tx, { action: 'claim-review.approve', subject: id, place, facts })
  return { cases: decided }
}

/** A death that is decided along with the person's other cases counts for them already. */
function deathsFirst(claims: Decidable): readonly StoredClaim[] {
  const isDeath = ({ kind }: StoredClaim) => (kind === 'accident-death' ? 0 : 1)
  return claims.toSorted((one, other) => isDeath(one) - isDeath(other))
}

/** What decides who approves: everything that the event pays the person, the office's threshold, the caller's limit. */
export async function approvalFacts(tx: Transaction, claim: StoredClaim): Promise<ApprovalFacts> {
  const { approvalThreshold: threshold } = await getClaimSettings(tx, claim.officeId)
  const { rows } = await sql<{ total: Cents; limit: Cents | null }>`select event_total(${claim.id}) as total,
      (select approval_limit from accounts where id = ${callerIn(tx).accountId} and ${inScope(tx, 'place')}) as limit`.execute(
    tx.db,
  )
  const { total, limit } = found(rows[0])
  return { eventTotal: total, threshold, limit }
}

/** From the last yes on the money goes to this card and no other; a person who died has no later event. */
async function freezePayee(tx: Transaction, { crypto }: Services, claim: StoredClaim): Promise<void> {
  const { payee, incident } = openEntry(crypto, claim)
  await sql`update claims set payee_sealed = ${sealPayee(crypto, claim.id, payee)}, card_index = ${cardIndexOf(crypto, payee.card)},
      reasons_sealed = null
    where id = ${claim.id} and ${inScope(tx, 'place')}`.execute(tx.db)
  if (claim.kind === 'accident-death') await markDeceased(tx, claim, dayOfDeath(incident, claim.incidentOn))
}
