import { sql } from 'kysely'
import type { FileProblem } from '../../domain/enrolment/roster-problems.ts'
import type { ImportBatchId } from '../../domain/shared/ids.ts'
import { fewAtOnce } from '../documents/few-at-once.ts'
import { inScope, inTransaction, type Request, type Transaction } from '../db/transaction.ts'
import { getFile } from '../files/file-store.ts'
import { placeOf } from '../files/vault-place.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { record } from '../journal.ts'
import { RefusedError } from '../refusal.ts'
import type { Services } from '../services.ts'
import { runInWorker } from '../workbooks/run-in-worker.ts'
import { lockBatch, saveBatchState, type BatchState, type StoredBatch } from './batch-store.ts'
import { listChosenPlans } from './enrolment-plan-store.ts'
import { getEnrolmentRow } from './enrolment-store.ts'
import { tellImportProgress } from './import-progress.ts'
import type { ImportInput, ImportProgress, ImportResult } from './import-worker.ts'
import { IMPORT_ROSTER } from './import-task.ts'
import { judgingRules } from './roster-rules.ts'

const ENTRY = new URL('./import-worker.ts', import.meta.url)
/** An import takes up to half a gigabyte and two database connections. */
const atOnce = fewAtOnce(2)
const LIMITS: ImportLimits = { seconds: 300, heapMegabytes: 256 }
const YOUNG_MEGABYTES = 96

/** What one file may use up; on breach its worker is killed and the batch fails with a sentence. */
export type ImportLimits = { readonly seconds: number; readonly heapMegabytes: number }

/**
 * Runs an uploaded batch to its end: everybody stored, or nobody and the batch says why. A batch that is already
 * running was left behind by a process that died; nothing of it was stored, and the unit imports again.
 */
export async function runImport(
  services: Services,
  batchId: ImportBatchId,
  signal?: AbortSignal,
  limits = LIMITS,
): Promise<void> {
  const started = await asProgress(services, (tx) => startBatch(tx, batchId))
  if (started === 'later' || !started) return
  const stop = new AbortController()
  const told = tellImportProgress(services, batchId, () => stop.abort(new Cancelled()))
  const signals = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal
  try {
    await atOnce(() => importBatch(services, started, { signal: signals, limits }, (progress) => told.hear(progress)))
  } catch (error) {
    await told.stop()
    await endBatch(services, batchId, stop.signal.aborted ? 'cancelled' : signal?.aborted ? 'interrupted' : 'failed')
    if (!signals.aborted && !(error instanceof RefusedError)) throw error
  } finally {
    await told.stop()
  }
}

class Cancelled extends Error {}

/** Batches belong to nobody while they run; their rights are those of the account that uploaded, asked for anew. */
function asProgress<T>({ transactions, clock }: Services, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const begin = { kind: 'system', purpose: 'progress' } as const
  return inTransaction(transactions, { begin, command: 'enrolment.import-roster', now: clock() }, work)
}

/** A moment in which another import of the same unit may have ended. */
const LATER_SECONDS = 1

/** Imports of one unit run one after the other, since they may bring the same people; others do not wait. */
async function startBatch(tx: Transaction, batchId: ImportBatchId): Promise<StoredBatch | 'later' | undefined> {
  const batch = await lockBatch(tx, batchId)
  if (batch.state === 'running') {
    await saveBatchState(tx, batchId, 'interrupted')
    await recordEnd(tx, batch, 'interrupted')
  }
  if (batch.state !== 'uploaded') return undefined
  await sql`select id from organisations where low = ${batch.place} and ${inScope(tx, 'low')} for no key update`.execute(
    tx.db,
  )
  const { rows: others } = await sql`select id from import_batches
    where place = ${batch.place} and state = 'running' and ${inScope(tx, 'place')}`.execute(tx.db)
  if (others.length > 0) {
    await enqueue(tx, { task: IMPORT_ROSTER, subject: batchId, afterSeconds: LATER_SECONDS })
    return 'later'
  }
  await saveBatchState(tx, batchId, 'running')
  return batch
}

async function importBatch(
  services: Services,
  batch: StoredBatch,
  { signal, limits }: { readonly signal: AbortSignal; readonly limits: ImportLimits },
  hear: (progress: ImportProgress) => void,
): Promise<void> {
  const input = await inputOf(services, batch)
  const outcome = await runInWorker<ImportResult, ImportProgress>({
    entry: ENTRY,
    input,
    onMessage: hear,
    signal,
    ...limits,
    youngMegabytes: YOUNG_MEGABYTES,
  })
  if (!outcome.ok) return endBatch(services, batch.id, 'failed', { findings: [outcome.refusal] })
  const result = outcome.value
  if (result.kind === 'unreadable') return endBatch(services, batch.id, 'failed', { findings: result.findings })
  if (result.kind === 'needs-confirmation') await endBatch(services, batch.id, result.kind, { sheets: result.sheets })
}

async function inputOf({ transactions, clock, keys, vault }: Services, batch: StoredBatch): Promise<ImportInput> {
  const now = clock()
  const begin = { kind: 'job', accountId: batch.createdBy } as const
  const request: Request = { begin, command: null, now }
  return inTransaction(transactions, request, async (tx) => {
    const enrolment = await getEnrolmentRow(tx, batch.enrolmentId)
    const plans = await listChosenPlans(tx, enrolment.id)
    const chosen = plans.find(({ plan }) => plan.code === batch.planCode)
    if (!chosen) throw new RefusedError({ code: 'not-found' })
    const { storageKey } = await getFile(tx, batch.fileId)
    return {
      databaseUrl: transactions.database.url,
      filtering: transactions.filtering,
      keys,
      vault: placeOf(vault),
      storageKey,
      fileName: batch.fileName,
      batchId: batch.id,
      accountId: batch.createdBy,
      now,
      rules: await judgingRules(tx, enrolment, plans, chosen),
      leftOutConfirmed: batch.leftOutConfirmed,
    }
  })
}

type Ending = Exclude<BatchState, 'done' | 'uploaded' | 'running'>

/** Says how a batch ended that stored nobody; one that has ended otherwise by then stays as it is. */
async function endBatch(
  services: Services,
  batchId: ImportBatchId,
  state: Ending,
  more: { readonly findings?: readonly FileProblem[]; readonly sheets?: readonly string[] } = {},
): Promise<void> {
  await asProgress(services, async (tx) => {
    const batch = await lockBatch(tx, batchId)
    if (batch.state !== 'running') return
    const { rows } = await sql<{ asked: boolean }>`
      select cancel_requested as asked from import_batches where id = ${batchId} and ${inScope(tx, 'place')}`.execute(
      tx.db,
    )
    const ending = rows[0]?.asked ? 'cancelled' : state
    await saveBatchState(tx, batchId, ending, more)
    await recordEnd(tx, batch, ending)
  })
}

async function recordEnd(tx: Transaction, batch: StoredBatch, state: BatchState): Promise<void> {
  const { id, enrolmentId, planCode, place } = batch
  await record(tx, {
    action: 'enrolment.import-roster',
    subject: enrolmentId,
    place,
    facts: { batch: id, plan: planCode, state },
  })
}
