import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { reuseRosterFile as endpoint } from '../../contract/roster-imports.ts'
import type { EnrolmentId, ImportBatchId } from '../../domain/shared/ids.ts'
import type { Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { refused } from '../refusal.ts'
import { getBatchFile } from './batch-store.ts'
import { mayAsk } from './elsewhere-answers.ts'
import { lockEditable } from './enrolment-store.ts'
import { startImport } from './start-import.ts'

/**
 * 人员清单导入 of a file that came for another plan of the same enrolment: nothing is uploaded again, everyone is judged
 * by the rules of this plan.
 */
export async function reuseRosterFile(
  tx: Transaction,
  { id, planCode, batchId: source, again = false }: InputOf<typeof endpoint>,
): Promise<OutputOf<typeof endpoint>> {
  await mayAsk(tx, 'elsewhere-in-file')
  const enrolment = await lockEditable(tx, id as EnrolmentId)
  const file = await getBatchFile(tx, enrolment, source as ImportBatchId)
  if (file.removed) return refused({ code: 'roster-file-gone' })
  const { fileId, fileName, fileHash, bytes } = file
  const batchId = await startImport(tx, enrolment, { planCode, fileId, fileName, fileHash, bytes }, again)
  const facts = { batch: batchId, plan: planCode, from: source, again }
  await record(tx, { action: 'enrolment.reuse-roster-file', subject: enrolment.id, place: enrolment.place, facts })
  return { batchId }
}
