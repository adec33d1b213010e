import type { ImportBatchId } from '../../domain/shared/ids.ts'
import { shanghaiTime, instantOf } from '../../domain/shared/time.ts'
import type { Transaction } from '../db/transaction.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { refused } from '../refusal.ts'
import { findSameFile, insertBatch, type NewBatch, type SameFile } from './batch-store.ts'
import { countRunningImports, getChosenPlan } from './enrolment-plan-store.ts'
import type { StoredEnrolment } from './enrolment-store.ts'
import { IMPORT_ROSTER } from './import-task.ts'

/** Leaves a stored file to a job, whose batch can be watched; `again` confirms bytes that came before. */
export async function startImport(
  tx: Transaction,
  enrolment: StoredEnrolment,
  batch: NewBatch,
  again: boolean,
): Promise<ImportBatchId> {
  const { planCode, fileHash } = batch
  await getChosenPlan(tx, enrolment.id, planCode)
  if ((await countRunningImports(tx, enrolment.id, planCode)) > 0) return refused({ code: 'import-running' })
  const before = again ? undefined : await findSameFile(tx, enrolment, planCode, fileHash)
  if (before) return refused(sameFileRefusal(before))
  const batchId = await insertBatch(tx, enrolment, batch)
  await enqueue(tx, { task: IMPORT_ROSTER, subject: batchId, key: batchId })
  return batchId
}

/** Tells when the same bytes came, what became of them, and for which other enrolment. */
function sameFileRefusal({ createdAt, state, rows, accepted, enrolment }: SameFile) {
  const at = shanghaiTime(instantOf(createdAt.getTime()))
  const before = { at, state, rows, accepted, refused: rows - accepted }
  return { code: 'file-came-before', ...before, ...(enrolment !== null && { enrolment }) } as const
}
