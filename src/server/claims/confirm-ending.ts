import { sql } from 'kysely'
import type { confirmEnding as endpoint } from '../../contract/claim-decisions.ts'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import { judgeEnding } from '../../domain/claims/review.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { accepted } from '../refusal.ts'
import type { Services } from '../services.ts'
import { tellUnit } from '../units/tell-unit.ts'
import { releaseBenefit } from './benefit-reserve.ts'
import { freeDays } from './claim-days.ts'
import { freeInvoices } from './claim-invoices.ts'
import { takeBackDeath } from './death-of-insured.ts'
import { issueClaimLetter } from './issue-claim-letter.ts'
import { proposedReason } from './proposed-reason.ts'
import { sealReasons } from './claim-secrets.ts'
import { lockOneForDecision, reviewedOf } from './review-lock.ts'
import { saveReviewer, saveStep } from './save-review.ts'

/** 拒付结案 or 不予给付, as 初审 proposed it: what was reserved is free, the unit is told, and a letter says why. */
export async function confirmEnding(
  tx: Transaction,
  services: Services,
  { id, version, note = '' }: InputOf<typeof endpoint>,
): Promise<OutputOf<typeof endpoint>> {
  const claim = await lockOneForDecision(tx, { id, version })
  const proposal = accepted(judgeEnding(await reviewedOf(tx, services, claim)))
  const reason = await proposedReason(tx, services, claim)
  const { number, place, unitId } = claim
  await releaseBenefit(tx, claim)
  await freeInvoices(tx, claim)
  await freeDays(tx, claim)
  await takeBackDeath(tx, claim)
  await saveReviewer(tx, claim, 'second_reviewed')
  const point = { target: 'case', path: null, materialId: null, area: null, text: reason } as const
  await sql`update claims set ended_at = ${new Date(tx.now)}, reasons_sealed = ${sealReasons(services.crypto, claim.id, [point])}
    where id = ${claim.id} and ${inScope(tx, 'place')}`.execute(tx.db)
  await issueClaimLetter(tx, services, claim, proposal === 'refuse' ? 'refused' : 'declined', reason)
  const decided = await saveStep(tx, services, claim, { action: proposal, texts: { told: reason, note } })
  await tellUnit(tx, services.crypto, unitId, proposal === 'refuse' ? 'claim-refused' : 'claim-declined', { number })
  await record(tx, {
    action: 'claim-review.confirm-ending',
    subject: claim.id,
    place,
    facts: { number, proposal, clause: claim.clause, amount: claim.amount },
  })
  return { cases: [decided] }
}
