import { sql } from 'kysely'
import type { ClaimState } from '../../domain/claims/claim-workflow.ts'
import { add, formatYuan, ZERO } from '../../domain/shared/cents.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import { parsePhone } from '../../domain/shared/phone.ts'
import type { WorkingCalendar } from '../../domain/shared/working-days.ts'
import { payBenefit } from '../claims/benefit-reserve.ts'
import { getClaimRow, nextClaimState, recordDecision, type StoredClaim } from '../claims/claim-store.ts'
import { sealDecision } from '../claims/claim-secrets.ts'
import { stopClock } from '../claims/stop-clock.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { queueMessage } from '../messages/queue-message.ts'
import { found } from '../refusal.ts'
import type { Services } from '../services.ts'
import { saveLineState, type StoredBatch, type StoredLine } from './batch-store.ts'
import { issueClosingLetter } from './closing-letter.ts'
import { postPayment } from './ledger-store.ts'
import { cardTail } from './payable-claims.ts'
import { openLinePayee } from './payout-secrets.ts'
import type { Settled } from './tell-units-settled.ts'

/** Moves a locked claim along with its payment. */
export async function saveClaimPayment(
  tx: Transaction,
  { id }: StoredClaim,
  { state, paid, reversed = false }: { state: ClaimState; paid: number; reversed?: boolean },
): Promise<number> {
  const { rows } = await sql<{
    version: number
  }>`update claims set state = ${state}, version = version + 1, paid = ${paid},
      ended_at = ${state === 'closed' ? new Date(tx.now) : null}, reversed = reversed or ${reversed}
    where id = ${id} and ${inScope(tx, 'place')} returning version`.execute(tx.db)
  return found(rows[0]).version
}

/** The bank paid: the claim is closed, its reserve is paid, the ledger, the closing letter, and the payee told. */
export async function settlePaid(
  tx: Transaction,
  services: Services,
  batch: StoredBatch,
  line: StoredLine,
): Promise<Settled> {
  const { crypto } = services
  const claim = await getClaimRow(tx, line.claimId)
  const to = nextClaimState(tx, claim, 'pay')
  await saveLineState(tx, line, { state: 'paid', answered: true })
  await payBenefit(tx, claim)
  await postPayment(tx, batch.officeId, line)
  await recordDecision(tx, claim, { action: 'pay', to, amountAfter: line.amount })
  await saveClaimPayment(tx, claim, { state: to, paid: add(claim.paid, line.amount) })
  await issueClosingLetter(tx, services, claim, line)
  const { number, unitId } = claim
  const amount = formatYuan(line.amount)
  const payee = openLinePayee(crypto, line.id, line.payeeSealed)
  const mobile = parsePhone(payee.mobile)
  const told = { number, amount, tail: cardTail(payee) }
  if (mobile.ok)
    await queueMessage(tx, crypto, { kind: 'benefit-paid', to: mobile.value, place: claim.place, variables: told })
  return { unitId, number, amount: line.amount, failed: null }
}

/** The bank refused: the claim waits for its unit to correct the payee, keeps its reserve, and its clock stands. */
export async function settleFailed(
  tx: Transaction,
  { crypto }: Services,
  line: StoredLine,
  reason: string,
  calendar: WorkingCalendar,
): Promise<Settled> {
  const claim = await getClaimRow(tx, line.claimId)
  const to = nextClaimState(tx, claim, 'fail-payment')
  await saveLineState(tx, line, { state: 'failed', reason, answered: true })
  await recordTold(tx, crypto, claim, { action: 'fail-payment', to, told: reason })
  await saveClaimPayment(tx, claim, { state: to, paid: ZERO })
  await stopClock(tx, claim, calendar)
  return { unitId: claim.unitId, number: claim.number, amount: line.amount, failed: reason }
}

type Told = {
  readonly action: 'fail-payment' | 'stop-payment' | 'reverse-payment' | 'return-card' | 'pay-again'
  readonly to: ClaimState
  readonly told: string
}

/** A step in the history of a claim with a reason that its unit may read. */
export async function recordTold(
  tx: Transaction,
  crypto: Services['crypto'],
  claim: StoredClaim,
  { action, to, told }: Told,
): Promise<void> {
  const id = newId()
  await recordDecision(tx, claim, { id, action, to, sealed: sealDecision(crypto, id, { note: '', told }) })
}

/** Locks the persons of claims in one order, so that limits are changed one claim after the other. */
export async function lockPersonsOf(tx: Transaction, ids: readonly ClaimId[]): Promise<void> {
  await sql`select lock_persons(array(select person_id from claims where id = any(${[...ids]}::uuid[])
    and ${inScope(tx, 'place')}))`.execute(tx.db)
}
