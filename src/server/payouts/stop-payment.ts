import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { stopPayment as endpoint } from '../../contract/payouts.ts'
import { PAYEE_DEAD } from '../../contract/words/payout-words.ts'
import { judgePayeeAlive } from '../../domain/claims/review.ts'
import { ZERO } from '../../domain/shared/cents.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import { lockClaim, nextClaimState } from '../claims/claim-store.ts'
import { deathOf } from '../claims/death-of-insured.ts'
import { stopClock } from '../claims/stop-clock.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { tellUnit } from '../units/tell-unit.ts'
import { getWorkingCalendar } from '../work-pool/working-calendar.ts'
import { frozenPayee } from './correction-store.ts'
import { recordTold, saveClaimPayment } from './settle-line.ts'

/**
 * 停止支付: the insured person, who was to be paid, died after the approval. The claim keeps its reserve and waits for
 * its unit to name an heir, as after a failed payment. Source: decisions, "Ends".
 */
export async function stopPayment(
  tx: Transaction,
  { crypto }: Services,
  { id }: InputOf<typeof endpoint>,
): Promise<OutputOf<typeof endpoint>> {
  const claim = await lockClaim(tx, id as ClaimId)
  const { number, place } = claim
  const to = nextClaimState(tx, claim, 'stop-payment')
  if (judgePayeeAlive(frozenPayee(crypto, claim), await deathOf(tx, claim)).ok)
    return refused({ code: 'payee-not-dead', number })
  const batch = await findLiveBatch(tx, claim.id)
  if (batch !== undefined) return refused({ code: 'claim-in-batch', number, batch })
  await recordTold(tx, crypto, claim, { action: 'stop-payment', to, told: PAYEE_DEAD })
  await saveClaimPayment(tx, claim, { state: to, paid: ZERO })
  await stopClock(tx, claim, await getWorkingCalendar(tx))
  await tellUnit(tx, crypto, claim.unitId, 'payment-failed', { number, reason: PAYEE_DEAD })
  await record(tx, { action: 'payouts.stop-payment', subject: id, place, facts: { number } })
  return { number }
}

async function findLiveBatch(tx: Transaction, id: ClaimId): Promise<string | undefined> {
  const { rows } = await sql<{ number: string }>`select b.number from payout_lines l
    join payout_batches b on b.id = l.batch_id
    where l.claim_id = ${id} and l.state in ('waiting', 'paid') and ${inScope(tx, 'l.place')}`.execute(tx.db)
  return rows[0]?.number
}
