import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { removeLine as removeLineEndpoint, voidBatch as voidBatchEndpoint } from '../../contract/payout-batches.ts'
import { judgeBatchStep } from '../../domain/payouts/batch-workflow.ts'
import { refuse } from '../../domain/shared/decision.ts'
import type { PayoutBatchId } from '../../domain/shared/ids.ts'
import { maskSensitive } from '../../domain/shared/sensitive.ts'
import { callerIn, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { accepted, refused } from '../refusal.ts'
import { getLine, lockBatch, saveBatchVoid, saveLineState, saveLinesVoid, saveLineTakenOut } from './batch-store.ts'

type Version = OutputOf<typeof voidBatchEndpoint>

/** 剔除: one line leaves a batch that is not released yet; its claim waits for another one. */
export async function removeLine(
  tx: Transaction,
  { id, lineId, version, reason }: InputOf<typeof removeLineEndpoint>,
): Promise<Version> {
  const batch = await lockBatch(tx, id as PayoutBatchId, version)
  if (batch.state !== 'draft') accepted(refuse({ code: 'batch-step-not-allowed', state: batch.state }))
  const line = await getLine(tx, batch.id, lineId)
  if (line.state !== 'waiting') return refused({ code: 'line-not-waiting' })
  if (batch.count === 1) return refused({ code: 'last-line' })
  await saveLineState(tx, line, { state: 'removed', reason: maskSensitive(reason.trim()) })
  const saved = await saveLineTakenOut(tx, batch, line)
  const facts = { number: batch.number, line: line.reference, claim: line.claimId, amount: line.amount }
  await record(tx, { action: 'payouts.remove-line', subject: batch.id, place: batch.place, facts })
  return { version: saved }
}

/** 作废 before the release: every claim of the batch waits for another one. */
export async function voidBatch(
  tx: Transaction,
  { id, version, reason }: InputOf<typeof voidBatchEndpoint>,
): Promise<Version> {
  const batch = await lockBatch(tx, id as PayoutBatchId, version)
  accepted(judgeBatchStep(batch.state, 'void', callerIn(tx).desks))
  await saveLinesVoid(tx, batch.id)
  const saved = await saveBatchVoid(tx, batch, maskSensitive(reason.trim()))
  const facts = { number: batch.number, count: batch.count, sum: batch.sum }
  await record(tx, { action: 'payouts.void', subject: batch.id, place: batch.place, facts })
  return { version: saved }
}
