import { claimQueryWords } from '../../contract/words/claim-query-words.ts'
import { MOST_ATTEMPTS } from '../../domain/claims/export-rules.ts'
import type { ExportId } from '../../domain/shared/ids.ts'
import { businessDay, shanghaiTime } from '../../domain/shared/time.ts'
import { fewAtOnce } from '../documents/few-at-once.ts'
import { callerIn, inTransaction, type Transaction } from '../db/transaction.ts'
import { saveFile } from '../files/file-store.ts'
import { removeFile } from '../files/file-vault.ts'
import { placeOf } from '../files/vault-place.ts'
import { record } from '../journal.ts'
import { getPlanNames } from '../plans/plan-store.ts'
import { RefusedError } from '../refusal.ts'
import type { Services } from '../services.ts'
import { runInWorker } from '../workbooks/run-in-worker.ts'
import type { ExportInput, ExportProgress, ExportResult } from './claim-export-worker.ts'
import { tellExportProgress } from './export-progress.ts'
import {
  lockExport,
  openQuery,
  saveExportBegun,
  saveExportDone,
  saveExportEnded,
  type ExportProblem,
  type StoredExport,
} from './export-store.ts'

const ENTRY = new URL('./claim-export-worker.ts', import.meta.url)
/** Each takes a database connection and a worker's memory. */
const atOnce = fewAtOnce(2)
const SECONDS = 900
const HEAP_MEGABYTES = 128
const YOUNG_MEGABYTES = 32

class Stopped extends Error {}

/**
 * Writes an export that was asked for: the workbook whole, or no file and the export says why. One that is running already
 * was left behind by a process that died: it begins again, a few times, and then counts as failed.
 */
export async function runClaimExport(services: Services, id: ExportId, signal?: AbortSignal): Promise<void> {
  const begun = await asProgress(services, (tx) => beginAttempt(tx, id))
  if (!begun) return
  const stop = new AbortController()
  const told = tellExportProgress(services, begun, () => stop.abort(new Stopped()))
  const signals = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal
  try {
    const result = await atOnce(() => write(services, begun, signals, (progress) => told.hear(progress)))
    await told.stop()
    await finish(services, begun, result)
  } catch (error) {
    await told.stop()
    // The process is about to stop: the job comes back, and begins again.
    if (signal?.aborted && !stop.signal.aborted) throw error
    await endWithout(services, begun, 'fault')
    if (!stop.signal.aborted && !(error instanceof RefusedError)) throw error
  }
}

/** While they run, exports belong to nobody; what they read is read with the rights of who asked. */
function asProgress<T>({ transactions, clock }: Services, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const begin = { kind: 'system', purpose: 'progress' } as const
  return inTransaction(transactions, { begin, command: 'claim-exports.run', now: clock() }, work)
}

async function beginAttempt(tx: Transaction, id: ExportId): Promise<StoredExport | undefined> {
  const found = await lockExport(tx, id)
  if (found.state !== 'queued' && found.state !== 'running') return undefined
  if (found.cancelRequested) return endLocked(tx, found, {})
  if (found.attempt >= MOST_ATTEMPTS) return endLocked(tx, found, { problem: 'interrupted' })
  return { ...found, state: 'running', attempt: await saveExportBegun(tx, id) }
}

async function write(
  services: Services,
  begun: StoredExport,
  signal: AbortSignal,
  onMessage: (progress: ExportProgress) => void,
): Promise<ExportResult | { readonly kind: 'fault' }> {
  const outcome = await runInWorker<ExportResult, ExportProgress>({
    entry: ENTRY,
    input: await inputOf(services, begun),
    onMessage,
    signal,
    seconds: SECONDS,
    heapMegabytes: HEAP_MEGABYTES,
    youngMegabytes: YOUNG_MEGABYTES,
  })
  return outcome.ok ? outcome.value : { kind: 'fault' }
}

async function inputOf(services: Services, begun: StoredExport): Promise<ExportInput> {
  const { transactions, keys, vault, clock, crypto } = services
  const query = openQuery(crypto, begun.id, begun.filtersSealed)
  const plans = await asProgress(services, getPlanNames)
  const queried = claimQueryWords(query, plans.get(query.planCode ?? ''))
  return {
    databaseUrl: transactions.database.url,
    filtering: transactions.filtering,
    keys,
    vault: placeOf(vault),
    accountId: begun.accountId,
    now: clock(),
    query,
    reason: begun.reason,
    unmasked: begun.unmasked,
    notes: notesOf(begun, queried, shanghaiTime(clock())),
  }
}

/** Who took what with them and when: it stays with the file, wherever the file goes. */
function notesOf({ id, accountName, reason, unmasked, decidedByName }: StoredExport, queried: string, at: string) {
  return [
    `导出编号：${id}`,
    `导出人：${accountName}`,
    `导出时间：${at}`,
    `查询条件：${queried}`,
    ...(reason === '' ? [] : [`导出原因：${reason}`]),
    ...(unmasked ? [`含完整号码，批准人：${decidedByName ?? ''}`] : ['证件号码按规定隐去部分位数']),
    '本文件含个人信息，只用于上述目的，用毕请及时删除。',
  ]
}

async function finish(
  services: Services,
  begun: StoredExport,
  result: ExportResult | { readonly kind: 'fault' },
): Promise<void> {
  if (result.kind !== 'written') return endWithout(services, begun, result.kind)
  const { stored, rows, low, high } = result
  const { transactions, clock, vault } = services
  const begin = { kind: 'job', accountId: begun.accountId } as const
  const kept = await inTransaction(transactions, { begin, command: 'claim-exports.run', now: clock() }, async (tx) => {
    if (!(await isMine(tx, begun))) return false
    const { place } = callerIn(tx)
    const name = `申领查询-${businessDay(tx.now)}.xlsx`
    const fileId = await saveFile(tx, { place, purpose: 'export', name, mediaType: XLSX, stored })
    await saveExportDone(tx, begun.id, { fileId, rows, low, high })
    const facts = { state: 'done', rows, unmasked: begun.unmasked, bytes: stored.size }
    await record(tx, { action: 'claim-exports.run', subject: begun.id, place: begun.place, facts })
    return true
  })
  if (kept) return
  await removeFile(vault, stored.storageKey)
  await endWithout(services, begun, 'fault')
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Whether the attempt is still the one that counts and nobody has cancelled it; locks the export. */
async function isMine(tx: Transaction, { id, attempt }: StoredExport): Promise<boolean> {
  const now = await lockExport(tx, id)
  return now.state === 'running' && now.attempt === attempt && !now.cancelRequested
}

/** Says how an attempt ended that has no file; one whose asker cancelled it counts as cancelled. */
async function endWithout(services: Services, { id, attempt }: StoredExport, problem: ExportProblem): Promise<void> {
  await asProgress(services, async (tx) => {
    const now = await lockExport(tx, id)
    if (now.state !== 'running' || now.attempt !== attempt) return
    await endLocked(tx, now, now.cancelRequested ? {} : { problem })
  })
}

async function endLocked(
  tx: Transaction,
  { id, place }: StoredExport,
  { problem }: { readonly problem?: ExportProblem },
): Promise<undefined> {
  const state = problem ? 'failed' : 'cancelled'
  await saveExportEnded(tx, id, problem ? { state: 'failed', problem } : { state: 'cancelled' })
  const facts = { state, problem: problem ?? null }
  await record(tx, { action: 'claim-exports.run', subject: id, place, facts })
}
