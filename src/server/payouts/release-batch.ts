import { sql } from 'kysely'
import { Readable } from 'node:stream'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { releaseBatch as releaseBatchEndpoint } from '../../contract/payout-batches.ts'
import type { Hand } from '../../domain/claims/review.ts'
import { bankFormat } from '../../domain/payouts/bank-formats.ts'
import { judgeBatchStep } from '../../domain/payouts/batch-workflow.ts'
import { judgeReleaser, type DecidedClaim } from '../../domain/payouts/four-eyes.ts'
import { encodePaymentFile } from '../../domain/payouts/payment-file.ts'
import type { PayoutBatchId, PayoutLineId } from '../../domain/shared/ids.ts'
import { businessDay, instantOf } from '../../domain/shared/time.ts'
import { PAYOUT_PURPOSE } from '../documents/payout-purpose.ts'
import { callersHand } from '../claims/review-lock.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { getFile, saveFile } from '../files/file-store.ts'
import { putFile, readFile } from '../files/file-vault.ts'
import { sendStream } from '../files/send-file.ts'
import { encodeCharacter } from '../gateways/bank/charsets.ts'
import type { FileCall } from '../http/mount-file.ts'
import { record } from '../journal.ts'
import { accepted, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { getBatchRow, listLines, lockBatch, lockClaims, saveBatchReleased } from './batch-store.ts'
import type { StoredBatch, StoredLine } from './batch-store.ts'
import { payerProblem, refuseDead } from './make-batch.ts'
import { bankNameOf, DECIDERS, handOf } from './payable-claims.ts'
import { openLinePayee } from './payout-secrets.ts'
import { lockPersonsOf } from './settle-line.ts'

/** 释放 by the second person. The payment file is made here, once, from what was approved. */
export async function releaseBatch(
  tx: Transaction,
  services: Services,
  { id, version }: InputOf<typeof releaseBatchEndpoint>,
): Promise<OutputOf<typeof releaseBatchEndpoint>> {
  const batch = await lockBatch(tx, id as PayoutBatchId, version)
  accepted(judgeBatchStep(batch.state, 'release', callerIn(tx).desks))
  const lines = (await listLines(tx, batch.id)).filter(({ state }) => state === 'waiting')
  const claimIds = lines.map(({ claimId }) => claimId)
  await lockClaims(tx, claimIds)
  // A death is approved under the person's lock: either it is seen here, or it comes after the release.
  await lockPersonsOf(tx, claimIds)
  const maker = handOf(batch.madeBy, batch.madeByPerson)
  accepted(judgeReleaser(callersHand(tx), maker, await listDecided(tx, batch.id)))
  await refuseDeadPayees(tx, services, batch.id)
  const problem = payerProblem(batch.format, batch)
  if (problem !== undefined) return refused({ code: 'batch-account-faulty', problem })
  const { fileId, name, sha256, sm3 } = await makeFile(tx, services, batch, lines)
  const released = await saveBatchReleased(tx, batch, { fileId, sha256, sm3 })
  const facts = { number: batch.number, count: batch.count, sum: batch.sum, sha256 }
  await record(tx, { action: 'payouts.release', subject: batch.id, place: batch.place, facts })
  return { version: released, name, sha256 }
}

/** The claims that a batch pays, with everybody who decided them. */
export async function listDecided(tx: Transaction, id: PayoutBatchId): Promise<DecidedClaim[]> {
  const { rows } = await sql<{ number: string; deciders: Hand[] }>`select c.number, ${DECIDERS} as deciders
    from payout_lines l join claims c on c.id = l.claim_id
    where l.batch_id = ${id} and l.state = 'waiting' and ${inScope(tx, 'l.place')} order by l.position`.execute(tx.db)
  return rows
}

type DeadRow = { id: PayoutLineId; number: string; diedOn: string; payeeSealed: Buffer }

/** A death that was approved since the batch was made keeps the money here. */
async function refuseDeadPayees(tx: Transaction, { crypto }: Services, id: PayoutBatchId): Promise<void> {
  const { rows } = await sql<DeadRow>`select l.id, c.number, death_of(l.person_id)::text as "diedOn",
      l.payee_sealed as "payeeSealed"
    from payout_lines l join claims c on c.id = l.claim_id
    where l.batch_id = ${id} and l.state = 'waiting' and death_of(l.person_id) is not null and ${inScope(tx, 'l.place')}
    order by l.position`.execute(tx.db)
  for (const { id: lineId, payeeSealed, ...row } of rows)
    refuseDead({ ...row, payee: openLinePayee(crypto, lineId, payeeSealed) })
}

/**
 * Writes the file into the vault while the rows that it is made of are locked. Where the transaction rolls back, no row
 * names it and the sweeper removes it.
 */
async function makeFile(
  tx: Transaction,
  { crypto, vault }: Services,
  batch: StoredBatch,
  lines: readonly StoredLine[],
) {
  const format = bankFormat(batch.format)
  const orders = lines.map(({ id, reference, amount, payeeSealed }) => {
    const payee = openLinePayee(crypto, id, payeeSealed)
    return { reference, amount, payee: payee.name, card: payee.card, bank: bankNameOf(payee) }
  })
  const { number, accountName, accountNumber, madeAt } = batch
  const madeOn = businessDay(instantOf(madeAt.getTime())).replaceAll('-', '')
  const file = { number, madeOn, accountName, accountNumber, purpose: PAYOUT_PURPOSE, orders }
  const bytes = encodePaymentFile(format.payment, file, encodeCharacter)
  const stored = accepted(await putFile(vault, [bytes], { limit: bytes.length }))
  const name = `${number}${format.ending}`
  const { place } = batch
  const fileId = await saveFile(tx, { place, purpose: 'payment-file', name, mediaType: MEDIA_TYPE, stored })
  return { fileId, name, sha256: stored.sha256, sm3: stored.sm3 }
}

/** Never shown or converted by a browser: the bank gets these bytes. */
const MEDIA_TYPE = 'application/octet-stream'

/** The stored bytes of the payment file; who fetched it stands in the journal before the first of them leaves. */
export async function downloadPaymentFile(
  { reply, within }: FileCall,
  { vault }: Services,
  input: { id: string },
): Promise<void> {
  const file = await within('payouts.download-file', async (tx) => {
    const { id, number, fileId, place } = await getBatchRow(tx, input.id as PayoutBatchId)
    if (fileId === null) return refused({ code: 'batch-file-missing' })
    const stored = await getFile(tx, fileId)
    const facts = { number, sha256: stored.sha256.toString('hex') }
    await record(tx, { action: 'payouts.download-file', subject: id, place, facts })
    return stored
  })
  await sendStream(reply, file, Readable.from(readFile(vault, file.storageKey)))
}
