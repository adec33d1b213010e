import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type {
  decideReversal as decideEndpoint,
  requestReversal as requestEndpoint,
} from '../../contract/bank-returns.ts'
import { referenceKey } from '../../domain/invoicing/payment.ts'
import { isSamePerson } from '../../domain/payouts/four-eyes.ts'
import { parseDate } from '../../domain/shared/calendar-date.ts'
import { formatYuan, subtract } from '../../domain/shared/cents.ts'
import type { AccountId, PayoutBatchId } from '../../domain/shared/ids.ts'
import { maskSensitive } from '../../domain/shared/sensitive.ts'
import { businessDay, instantOf } from '../../domain/shared/time.ts'
import { unpayBenefit } from '../claims/benefit-reserve.ts'
import { getClaimRow, nextClaimState } from '../claims/claim-store.ts'
import { supersedeClosingLetter } from '../claims/issue-claim-letter.ts'
import { callersHand } from '../claims/review-lock.ts'
import { stopClock } from '../claims/stop-clock.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { record } from '../journal.ts'
import { accepted, found, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { tellUnit } from '../units/tell-unit.ts'
import { getWorkingCalendar } from '../work-pool/working-calendar.ts'
import { getLine, lockBatch, lockClaims, saveLineState, type StoredBatch, type StoredLine } from './batch-store.ts'
import { postReversal } from './ledger-store.ts'
import { handOf } from './payable-claims.ts'
import { lockPersonsOf, recordTold, saveClaimPayment } from './settle-line.ts'

/** 登记退汇: what was paid came back. Nothing changes until a second person confirms it. */
export async function requestReversal(
  tx: Transaction,
  { id, lineId, returnedOn, reference, reason }: InputOf<typeof requestEndpoint>,
): Promise<OutputOf<typeof requestEndpoint>> {
  const batch = await lockBatch(tx, id as PayoutBatchId)
  const line = await getLine(tx, batch.id, lineId)
  if (line.state !== 'paid' || batch.releasedAt === null) return refused({ code: 'line-not-paid' })
  const day = accepted(parseDate(returnedOn))
  // The return file is often imported days after the bank has paid; no money comes back before it was let go.
  const releasedOn = businessDay(instantOf(batch.releasedAt.getTime()))
  if (day > businessDay(tx.now)) return refused({ code: 'reversal-in-future' })
  if (day < releasedOn) return refused({ code: 'reversal-before-release', releasedOn })
  const key = referenceKey(reference)
  if (key === '') return refused({ code: 'payment-reference-missing' })
  const reversalId = newId()
  const { accountId, personIndex, name } = callerIn(tx)
  const { rows } = await sql`insert into payout_reversals (id, line_id, office_id, place, state, returned_on, reference,
      reference_key, reason, requested_by, requested_by_person, requested_by_name, requested_at)
    values (${reversalId}, ${line.id}, ${batch.officeId}, ${line.place}, 'requested', ${day}, ${reference.trim()}, ${key},
      ${maskSensitive(reason.trim())}, ${accountId}, ${personIndex}, ${name}, ${new Date(tx.now)})
    on conflict do nothing returning id`.execute(tx.db)
  if (rows.length === 0) return refuseStanding(tx, batch, line, { reference: reference.trim(), key })
  const facts = { number: batch.number, line: line.reference, amount: line.amount, returnedOn, reference }
  await record(tx, { action: 'payouts.request-reversal', subject: batch.id, place: batch.place, facts })
  return { reversalId }
}

/** Either this line came back already, or the reference stands at another one: the bank sent that money back once. */
async function refuseStanding(
  tx: Transaction,
  { officeId }: StoredBatch,
  line: StoredLine,
  { reference, key }: { readonly reference: string; readonly key: string },
): Promise<never> {
  const { rows } = await sql<{ lineId: string; number: string; batch: string }>`select r.line_id as "lineId", c.number,
      b.number as batch
    from payout_reversals r join payout_lines l on l.id = r.line_id join payout_batches b on b.id = l.batch_id
    join claims c on c.id = l.claim_id
    where r.state <> 'dropped' and ${inScope(tx, 'r.place')}
      and (r.line_id = ${line.id} or (r.office_id = ${officeId} and r.reference_key = ${key}))`.execute(tx.db)
  const other = rows.find(({ lineId }) => lineId !== line.id)
  if (!other || rows.some(({ lineId }) => lineId === line.id)) return refused({ code: 'reversal-standing' })
  return refused({ code: 'reversal-reference-used', reference, number: other.number, batch: other.batch })
}

type Reversal = {
  readonly id: string
  readonly state: 'requested' | 'confirmed' | 'dropped'
  readonly lineId: string
  readonly batchId: PayoutBatchId
  readonly reason: string
  readonly requestedBy: AccountId
  readonly requestedByPerson: Buffer | null
}

async function getReversal(tx: Transaction, id: string): Promise<Reversal> {
  const { rows } = await sql<Reversal>`select r.id, r.state, r.line_id as "lineId", l.batch_id as "batchId", r.reason,
      r.requested_by as "requestedBy", r.requested_by_person as "requestedByPerson"
    from payout_reversals r join payout_lines l on l.id = r.line_id
    where r.id = ${id} and ${inScope(tx, 'r.place')}`.execute(tx.db)
  return found(rows[0])
}

/** 确认退汇 by a second person, or 取消登记, which its asker may do as well. */
export async function decideReversal(
  tx: Transaction,
  services: Services,
  { id, verdict }: InputOf<typeof decideEndpoint>,
): Promise<OutputOf<typeof decideEndpoint>> {
  const { batchId } = await getReversal(tx, id)
  const batch = await lockBatch(tx, batchId)
  const reversal = await getReversal(tx, id)
  if (reversal.state !== 'requested') return refused({ code: 'reversal-decided' })
  const line = await getLine(tx, batch.id, reversal.lineId)
  if (verdict === 'confirm') await reverse(tx, services, batch, line, reversal)
  const { accountId, personIndex, name } = callerIn(tx)
  await sql`update payout_reversals set state = ${verdict === 'confirm' ? 'confirmed' : 'dropped'}, decided_by = ${accountId},
      decided_by_person = ${personIndex}, decided_by_name = ${name}, decided_at = ${new Date(tx.now)}
    where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
  const facts = { number: batch.number, line: line.reference, amount: line.amount, verdict }
  await record(tx, { action: 'payouts.decide-reversal', subject: batch.id, place: batch.place, facts })
  return { done: true }
}

/** The one exception to "closed never changes": opposite entries, and the claim waits for its payee again. */
async function reverse(
  tx: Transaction,
  services: Services,
  batch: StoredBatch,
  line: StoredLine,
  { requestedBy, requestedByPerson, reason }: Reversal,
): Promise<void> {
  if (isSamePerson(callersHand(tx), handOf(requestedBy, requestedByPerson))) refused({ code: 'reverser-is-asker' })
  if (line.state !== 'paid') refused({ code: 'line-not-paid' })
  await lockClaims(tx, [line.claimId])
  await lockPersonsOf(tx, [line.claimId])
  const claim = await getClaimRow(tx, line.claimId)
  const to = nextClaimState(tx, claim, 'reverse-payment')
  await saveLineState(tx, line, { state: 'reversed', reason })
  await unpayBenefit(tx, claim)
  await postReversal(tx, batch.officeId, line)
  await supersedeClosingLetter(tx, claim)
  await recordTold(tx, services.crypto, claim, { action: 'reverse-payment', to, told: reason })
  await saveClaimPayment(tx, claim, { state: to, paid: subtract(claim.paid, line.amount), reversed: true })
  await stopClock(tx, claim, await getWorkingCalendar(tx))
  const { number } = claim
  await tellUnit(tx, services.crypto, claim.unitId, 'payment-came-back', { number, amount: formatYuan(line.amount) })
}
