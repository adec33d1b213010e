import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { decidePayee as decideEndpoint, openPayeeReview as openEndpoint } from '../../contract/payout-payees.ts'
import type { Payee } from '../../domain/claims/claim-entry.ts'
import { judgePayeeAlive } from '../../domain/claims/review.ts'
import { judgePayeeReviewer } from '../../domain/payouts/payee-correction.ts'
import { formatYuan, ZERO } from '../../domain/shared/cents.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import { maskName } from '../../domain/shared/person-name.ts'
import { openEntry, sealEntry, sealPayee } from '../claims/claim-secrets.ts'
import { getClaimRow, nextClaimState, recordDecision, saveClaimState } from '../claims/claim-store.ts'
import type { StoredClaim } from '../claims/claim-store.ts'
import { deathOf } from '../claims/death-of-insured.ts'
import { getInsured } from '../claims/entry-state.ts'
import { shownEntry } from '../claims/open-claim.ts'
import { callersHand } from '../claims/review-lock.ts'
import { stopClock } from '../claims/stop-clock.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { getPlanVersion } from '../plans/plan-store.ts'
import { accepted, found, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { tellUnit } from '../units/tell-unit.ts'
import { findHolder, leavePool, lockHeldWork, lockOpenWork } from '../work-pool/work-store.ts'
import { getWorkingCalendar } from '../work-pool/working-calendar.ts'
import { findLastFailure, frozenPayee, getPendingCorrection, listCardImages } from './correction-store.ts'
import { saveCorrectionDecided, type StoredCorrection } from './correction-store.ts'
import { handOf } from './payable-claims.ts'
import { listCorrectedAlike, lockTogether, refuseUnlike, wireAlike, type SeenClaim } from './payee-of-event.ts'
import { openCorrection } from './payout-secrets.ts'
import { recordTold } from './settle-line.ts'

type Answer = OutputOf<typeof openEndpoint>

/** 领款复核: the payee before and after, in full for who holds the case. */
export async function openPayeeReview(tx: Transaction, services: Services, id: ClaimId): Promise<Answer> {
  const { crypto } = services
  const claim = await getClaimRow(tx, id)
  const correction = await getPendingCorrection(tx, id)
  const holder = await findHolder(tx, 'claim-payee-review', id)
  const full = holder?.mine === true
  const failure = await findLastFailure(tx, crypto, id)
  const insured = await getInsured(tx, services, claim)
  const shown = (payee: Payee) => shownEntry({ ...openEntry(crypto, claim), payee }, full).payee
  const { number, state, version, kind, amount, place } = claim
  await record(tx, { action: 'payouts.open-payee-review', subject: id, place, facts: { number, full } })
  return {
    id,
    number,
    state,
    version,
    kind,
    planName: (await getPlanVersion(tx, claim.planVersionId)).name,
    unitName: await unitNameOf(tx, claim),
    insured: full ? insured.name : maskName(insured.name),
    amount: formatYuan(amount ?? ZERO),
    reason: failure?.reason ?? '',
    failedAt: failure?.failedAt.toISOString() ?? null,
    full,
    before: shown(frozenPayee(crypto, claim)),
    after: shown(openCorrection(crypto, correction.id, correction.sealed)),
    correctedAt: correction.correctedAt.toISOString(),
    correctedBy: correction.correctedByName,
    images: await listCardImages(tx, id, failure?.failedAt),
    otherPersons: await countOtherPersons(tx, claim, correction),
    together: wireAlike(await listCorrectedAlike(tx, services, claim)),
    holder,
  }
}

async function unitNameOf(tx: Transaction, { unitId }: StoredClaim): Promise<string> {
  const { rows } = await sql<{ name: string }>`select name from organisations
    where id = ${unitId} and ${inScope(tx, 'low')}`.execute(tx.db)
  return found(rows[0]).name
}

/** Other persons whose claims name the new card, at other offices too. */
async function countOtherPersons(
  tx: Transaction,
  { id }: StoredClaim,
  { cardIndex }: StoredCorrection,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`select card_persons(${id}, ${cardIndex}) as count`.execute(tx.db)
  return found(rows[0]).count
}

/**
 * Approves the corrected payee, which is frozen as every last approval freezes it, or returns it to the unit. The version
 * is that of the case as the reviewer saw it: what they did not see they do not approve. Cases of the event with the same
 * corrected payee are decided along with it.
 */
export async function decidePayee(
  tx: Transaction,
  services: Services,
  { id, version, verdict, reason: typed = '', together = [] }: InputOf<typeof decideEndpoint>,
): Promise<OutputOf<typeof decideEndpoint>> {
  const first = { id: id as ClaimId, version }
  const seen = together as SeenClaim[]
  await lockWork(tx, first.id, seen)
  const [claim, ...others] = await lockTogether(tx, first, seen)
  const reason = typed.trim()
  if (verdict === 'return' && reason === '') return refused({ code: 'reason-missing' })
  if (others.length > 0) refuseUnlike(await listCorrectedAlike(tx, services, claim), others)
  const decided = await decideOne(tx, services, claim, { verdict, reason })
  for (const other of others) await decideOne(tx, services, other, { verdict, reason })
  const { number, place } = claim
  if (verdict === 'return') await tellUnit(tx, services.crypto, claim.unitId, 'payee-returned', { number })
  const facts = { number, verdict, ...(others.length > 0 && { together: others.map((other) => other.number) }) }
  await record(tx, { action: 'payouts.decide-payee', subject: id, place, facts })
  return decided
}

/** Whoever decides holds the case; those that go along need only be free. */
async function lockWork(tx: Transaction, first: ClaimId, others: readonly SeenClaim[]): Promise<void> {
  const ids = new Set([first, ...others.map(({ id }) => id)])
  for (const id of [...ids].toSorted())
    if (id === first) await lockHeldWork(tx, 'claim-payee-review', id)
    else await lockOpenWork(tx, 'claim-payee-review', id)
}

async function decideOne(
  tx: Transaction,
  { crypto }: Services,
  claim: StoredClaim,
  { verdict, reason }: { readonly verdict: 'approve' | 'return'; readonly reason: string },
): Promise<OutputOf<typeof decideEndpoint>> {
  const approves = verdict === 'approve'
  const to = nextClaimState(tx, claim, approves ? 'approve' : 'return-card')
  const correction = await getPendingCorrection(tx, claim.id)
  accepted(judgePayeeReviewer(callersHand(tx), handOf(correction.correctedBy, correction.correctedByPerson)))
  if (approves)
    accepted(judgePayeeAlive(openCorrection(crypto, correction.id, correction.sealed), await deathOf(tx, claim)))
  await saveCorrectionDecided(tx, crypto, correction, { state: approves ? 'approved' : 'returned', reason })
  if (approves) {
    await freezeCorrection(tx, crypto, claim, correction)
    await recordDecision(tx, claim, { action: 'approve', to })
  } else {
    await recordTold(tx, crypto, claim, { action: 'return-card', to, told: reason })
    await stopClock(tx, claim, await getWorkingCalendar(tx))
  }
  await leavePool(tx, 'claim-payee-review', claim.id)
  const saved = await saveClaimState(tx, claim, to)
  return { version: saved, state: to }
}

/** From now on the money goes to this card and no other; the entry says so too. */
async function freezeCorrection(
  tx: Transaction,
  crypto: Services['crypto'],
  claim: StoredClaim,
  { id, sealed, cardIndex }: StoredCorrection,
): Promise<void> {
  const payee = openCorrection(crypto, id, sealed)
  await sql`update claims set payee_sealed = ${sealPayee(crypto, claim.id, payee)}, card_index = ${cardIndex},
      sealed = ${sealEntry(crypto, claim.id, { ...openEntry(crypto, claim), payee })}
    where id = ${claim.id} and ${inScope(tx, 'place')}`.execute(tx.db)
}
