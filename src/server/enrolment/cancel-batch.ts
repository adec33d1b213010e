import { sql } from 'kysely'
import type { InputOf } from '../../contract/endpoint.ts'
import type { cancelBatch as endpoint } from '../../contract/roster-imports.ts'
import type { ImportBatchId } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { record } from '../journal.ts'
import { refused } from '../refusal.ts'
import { lockBatch, saveBatchState } from './batch-store.ts'
import { IMPORT_ROSTER } from './import-task.ts'

/** 取消: a batch that has not begun ends at once, a running one within a second; neither leaves anybody behind. */
export async function cancelBatch(tx: Transaction, { id }: InputOf<typeof endpoint>): Promise<{ done: true }> {
  const batch = await lockBatch(tx, id as ImportBatchId)
  if (batch.state === 'running') {
    await sql`update import_batches set cancel_requested = true where id = ${batch.id}
      and ${inScope(tx, 'place')}`.execute(tx.db)
  } else if (batch.state === 'uploaded' || batch.state === 'needs-confirmation') {
    await saveBatchState(tx, batch.id, 'cancelled')
  } else return refused({ code: 'import-ended' })
  const { enrolmentId, planCode: plan, place } = batch
  await record(tx, { action: 'enrolment.cancel-batch', subject: enrolmentId, place, facts: { batch: batch.id, plan } })
  return { done: true }
}

/** Goes on with a file whose other sheets are left out. */
export async function confirmLeftOut(tx: Transaction, { id }: InputOf<typeof endpoint>): Promise<{ done: true }> {
  const batch = await lockBatch(tx, id as ImportBatchId)
  if (batch.state !== 'needs-confirmation') return refused({ code: 'import-ended' })
  await sql`update import_batches set state = 'uploaded', left_out_confirmed = true where id = ${batch.id}
      and ${inScope(tx, 'place')}`.execute(tx.db)
  await enqueue(tx, { task: IMPORT_ROSTER, subject: batch.id, key: batch.id })
  const { enrolmentId, planCode: plan, place } = batch
  await record(tx, {
    action: 'enrolment.confirm-left-out',
    subject: enrolmentId,
    place,
    facts: { batch: batch.id, plan },
  })
  return { done: true }
}
