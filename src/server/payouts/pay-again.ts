import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { payAgain as endpoint } from '../../contract/bank-returns.ts'
import { isSamePerson } from '../../domain/payouts/four-eyes.ts'
import { ZERO } from '../../domain/shared/cents.ts'
import type { OrganisationId, PayoutBatchId } from '../../domain/shared/ids.ts'
import { getClaimRow, nextClaimState } from '../claims/claim-store.ts'
import { callersHand } from '../claims/review-lock.ts'
import type { Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { tellUnit } from '../units/tell-unit.ts'
import { lockBatch, lockClaims } from './batch-store.ts'
import { listFailedLines } from './failed-lists.ts'
import { handOf } from './payable-claims.ts'
import { recordTold, saveClaimPayment } from './settle-line.ts'

/**
 * 再次支付: the payee was right, and the unit corrects nothing. The card stays as it was approved; the next batch has its
 * own maker and releaser.
 */
export async function payAgain(
  tx: Transaction,
  services: Services,
  { id, bankReason, reason: typed }: InputOf<typeof endpoint>,
): Promise<OutputOf<typeof endpoint>> {
  const batch = await lockBatch(tx, id as PayoutBatchId)
  const reason = typed.trim()
  if (reason === '') return refused({ code: 'reason-missing' })
  const failed = () => listFailedLines(tx, batch.id).then((lines) => lines.filter((line) => line.reason === bankReason))
  await lockClaims(
    tx,
    (await failed()).map(({ claimId }) => claimId),
  )
  const lines = await failed()
  if (lines.length === 0) return refused({ code: 'nothing-failed' })
  const me = callersHand(tx)
  if (lines.some(({ importedBy, importedByPerson }) => isSamePerson(me, handOf(importedBy, importedByPerson))))
    return refused({ code: 'payer-again-is-importer' })
  const ids = [...new Set(lines.map(({ claimId }) => claimId))]
  const counts = new Map<OrganisationId, number>()
  for (const claimId of ids) {
    const claim = await getClaimRow(tx, claimId)
    const to = nextClaimState(tx, claim, 'pay-again')
    await recordTold(tx, services.crypto, claim, { action: 'pay-again', to, told: reason })
    await saveClaimPayment(tx, claim, { state: to, paid: ZERO })
    counts.set(claim.unitId, (counts.get(claim.unitId) ?? 0) + 1)
  }
  for (const [unitId, count] of counts)
    await tellUnit(tx, services.crypto, unitId, 'payments-again', { count: String(count) })
  const facts = { number: batch.number, count: ids.length }
  await record(tx, { action: 'payouts.pay-again', subject: batch.id, place: batch.place, facts })
  return { count: ids.length }
}
