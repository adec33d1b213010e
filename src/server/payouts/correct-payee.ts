import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { correctPayee as endpoint } from '../../contract/payout-payees.ts'
import { lackSentence } from '../../contract/words/entry-words.ts'
import type { Payee } from '../../domain/claims/claim-entry.ts'
import type { ClaimState } from '../../domain/claims/claim-workflow.ts'
import { promiseOf } from '../../domain/claims/claim-clock.ts'
import { payeeLacks } from '../../domain/claims/entry-missing.ts'
import { entryNeeds } from '../../domain/claims/entry-needs.ts'
import { tidyPayee } from '../../domain/claims/tidy-entry.ts'
import { cardMaterialOf, correctionOf } from '../../domain/payouts/payee-correction.ts'
import type { CalendarDate } from '../../domain/shared/calendar-date.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import { openEntry, sealEntry } from '../claims/claim-secrets.ts'
import { getClaimSettings } from '../claims/claim-settings-store.ts'
import { nextClaimState, recordDecision, saveClaimState, type StoredClaim } from '../claims/claim-store.ts'
import { deathOf } from '../claims/death-of-insured.ts'
import { dueAtDesk } from '../claims/enter-entry.ts'
import { getInsured } from '../claims/entry-state.ts'
import { enterReview } from '../claims/review-pool.ts'
import { forgetReviewers } from '../claims/save-review.ts'
import { keepSubmittedCard } from '../claims/submitted-card.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { getPlanVersion } from '../plans/plan-store.ts'
import { refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { enterPool } from '../work-pool/work-store.ts'
import { getWorkingCalendar } from '../work-pool/working-calendar.ts'
import { findLastFailure, frozenPayee, insertCorrection, listCardImages } from './correction-store.ts'
import { listFailedAlike, lockTogether, refuseUnlike, type SeenClaim } from './payee-of-event.ts'
import { refuseUnproven } from './payee-proofs.ts'
import { sharePayeeImages } from './share-payee-images.ts'

/**
 * 更正领款人 after a failed payment. The same person with another card waits for one approval; another person goes through
 * the whole review, which freezes the payee anew, and needs proof where it is not the insured person. Cases of the event
 * that failed with the same payee are corrected along with it, and show its images.
 */
export async function correctPayee(
  tx: Transaction,
  services: Services,
  { id, version, payee: typed, together = [] }: InputOf<typeof endpoint>,
): Promise<OutputOf<typeof endpoint>> {
  const first = { id: id as ClaimId, version }
  const [claim, ...others] = await lockTogether(tx, first, together as SeenClaim[])
  if (others.length > 0) refuseUnlike(await listFailedAlike(tx, services, claim), others)
  const payee = tidyPayee(typed)
  for (const other of others) await sharePayeeImages(tx, services, claim, other)
  const corrected = await correctOne(tx, services, claim, payee)
  for (const other of others) await correctOne(tx, services, other, payee)
  const { number, place } = claim
  const { action: kind, ...answer } = corrected
  const facts = { number, kind, ...(others.length > 0 && { together: others.map((other) => other.number) }) }
  await record(tx, { action: 'payouts.correct-payee', subject: id, place, facts })
  return answer
}

async function correctOne(tx: Transaction, services: Services, claim: StoredClaim, payee: Payee) {
  const action = correctionOf(tidyPayee(frozenPayee(services.crypto, claim)), payee)
  const to = nextClaimState(tx, claim, action)
  await refuseIncomplete(tx, services, claim, payee)
  await keepCardImage(tx, services, claim, payee)
  if (action === 'change-payee' && payee.relation !== 'self') await refuseUnproven(tx, services, claim)
  await keepSubmittedCard(tx, services, claim, payee.card)
  await recordDecision(tx, claim, { action, to })
  const saved =
    action === 'correct-card'
      ? await askApproval(tx, services, claim, payee, to)
      : await askReview(tx, services, claim, payee, to)
  return { version: saved, state: to, action }
}

async function refuseIncomplete(tx: Transaction, services: Services, claim: StoredClaim, payee: Payee): Promise<void> {
  const plan = await getPlanVersion(tx, claim.planVersionId)
  const insured = await getInsured(tx, services, claim)
  const { payeeIsHeir } = entryNeeds(plan, claim.kind, { isDead: (await deathOf(tx, claim)) !== null })
  const [lack] = payeeLacks(payee, insured, payeeIsHeir)
  if (lack) refused({ code: 'payee-incomplete', problem: lackSentence(lack) })
}

/** A new image of the card must have come since the payment failed; it stands in the slot of the payee as corrected. */
async function keepCardImage(tx: Transaction, { crypto }: Services, claim: StoredClaim, payee: Payee): Promise<void> {
  const failure = await findLastFailure(tx, crypto, claim.id)
  const [image] = await listCardImages(tx, claim.id, failure?.failedAt)
  if (!image) return refused({ code: 'payee-image-missing' })
  await sql`update claim_materials set kind = ${cardMaterialOf(payee)}
    where id = ${image.id} and ${inScope(tx, 'place')}`.execute(tx.db)
}

async function askApproval(
  tx: Transaction,
  { crypto }: Services,
  claim: StoredClaim,
  payee: Payee,
  to: ClaimState,
): Promise<number> {
  await insertCorrection(tx, crypto, claim, payee)
  const promisedOn = await promiseAgain(tx, claim)
  await sql`update claims set promised_on = ${promisedOn}, days_left = null
    where id = ${claim.id} and ${inScope(tx, 'place')}`.execute(tx.db)
  const { id: subject, place, officeId } = claim
  const dueAt = await dueAtDesk(tx, officeId)
  await enterPool(tx, { kind: 'claim-payee-review', subject, desk: 'claim-second-review', place, dueAt })
  return saveClaimState(tx, claim, to)
}

/** The clock runs on with the working days that were left when the payment failed. */
async function promiseAgain(tx: Transaction, claim: StoredClaim): Promise<CalendarDate> {
  const { totalDays: total } = await getClaimSettings(tx, claim.officeId)
  return promiseOf(tx.now, { total, left: claim.daysLeft }, await getWorkingCalendar(tx))
}

async function askReview(
  tx: Transaction,
  { crypto }: Services,
  claim: StoredClaim,
  payee: Payee,
  to: ClaimState,
): Promise<number> {
  const { accountId, personIndex } = callerIn(tx)
  const promisedOn = await promiseAgain(tx, claim)
  await forgetReviewers(tx, claim)
  await sql`update claims set promised_on = ${promisedOn}, days_left = null, sealed = ${sealEntry(crypto, claim.id, { ...openEntry(crypto, claim), payee })},
      submitted_by = ${accountId}, submitted_by_person = ${personIndex}, submitted_at = ${new Date(tx.now)}
    where id = ${claim.id} and ${inScope(tx, 'place')}`.execute(tx.db)
  const version = await saveClaimState(tx, claim, to)
  await enterReview(tx, { ...claim, promisedOn }, 'first-review')
  return version
}
