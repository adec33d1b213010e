import { sql } from 'kysely'
import type { BATCH_STATES } from '../../contract/roster-imports.ts'
import type { FileProblem } from '../../domain/enrolment/roster-problems.ts'
import type { AccountId, EnrolmentId, FileId, ImportBatchId } from '../../domain/shared/ids.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { found } from '../refusal.ts'
import type { StoredEnrolment } from './enrolment-store.ts'

export type BatchState = (typeof BATCH_STATES)[number]

/** One import of one file into the roster of one plan. */
export type StoredBatch = {
  readonly id: ImportBatchId
  readonly enrolmentId: EnrolmentId
  readonly planCode: string
  readonly place: number
  readonly fileId: FileId
  readonly fileName: string
  readonly state: BatchState
  readonly leftOutConfirmed: boolean
  readonly createdBy: AccountId
}

const COLUMNS = sql`id, enrolment_id as "enrolmentId", plan_code as "planCode", place, file_id as "fileId",
  file_name as "fileName", state, left_out_confirmed as "leftOutConfirmed", created_by as "createdBy"`

/** A batch in scope, to be read. */
export async function getBatch(tx: Transaction, id: ImportBatchId): Promise<StoredBatch> {
  const { rows } = await sql<StoredBatch>`select ${COLUMNS} from import_batches
    where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
  return found(rows[0])
}

export async function lockBatch(tx: Transaction, id: ImportBatchId): Promise<StoredBatch> {
  const { rows } = await sql<StoredBatch>`select ${COLUMNS} from import_batches
    where id = ${id} and ${inScope(tx, 'place')} for update`.execute(tx.db)
  return found(rows[0])
}

export type NewBatch = {
  readonly planCode: string
  readonly fileId: FileId
  readonly fileName: string
  readonly fileHash: Buffer
  readonly bytes: number
}

export async function insertBatch(
  tx: Transaction,
  enrolment: StoredEnrolment,
  batch: NewBatch,
): Promise<ImportBatchId> {
  const id = newId<ImportBatchId>()
  await sql`insert into import_batches (id, enrolment_id, plan_code, place, file_id, file_name, file_hash, state, bytes,
      created_by, created_at)
    values (${id}, ${enrolment.id}, ${batch.planCode}, ${enrolment.place}, ${batch.fileId}, ${batch.fileName},
      ${batch.fileHash}, 'uploaded', ${batch.bytes}, ${callerIn(tx).accountId}, ${new Date(tx.now)})`.execute(tx.db)
  return id
}

/** The file of a batch of this enrolment; `removed` once it was forgotten. */
export async function getBatchFile(
  tx: Transaction,
  { id }: StoredEnrolment,
  batchId: ImportBatchId,
): Promise<Omit<NewBatch, 'planCode'> & { readonly removed: boolean }> {
  const { rows } = await sql<Omit<NewBatch, 'planCode'> & { readonly removed: boolean }>`select b.file_id as "fileId",
      b.file_name as "fileName", b.file_hash as "fileHash", b.bytes, f.removed_at is not null as removed
    from import_batches b join files f on f.id = b.file_id
    where b.id = ${batchId} and b.enrolment_id = ${id} and ${inScope(tx, 'b.place')}`.execute(tx.db)
  return found(rows[0])
}

export type SameFile = {
  readonly state: BatchState
  readonly createdAt: Date
  readonly rows: number
  readonly accepted: number
  /** Number of the other enrolment that it came for. */
  readonly enrolment: string | null
}

/**
 * The last time that the same bytes came for this roster; else for the same plan of another enrolment of the unit that
 * is not closed, where they brought people: nobody can be in both. Source: I-05.
 */
export async function findSameFile(
  tx: Transaction,
  { id, unitId }: StoredEnrolment,
  planCode: string,
  fileHash: Buffer,
): Promise<SameFile | undefined> {
  const { rows } = await sql<SameFile>`select b.state, b.created_at as "createdAt", b.rows, b.accepted,
      case when e.id <> ${id} then e.number end as enrolment
    from enrolments e join import_batches b on b.enrolment_id = e.id
    where e.unit_id = ${unitId} and b.plan_code = ${planCode} and b.file_hash = ${fileHash}
      and (e.id = ${id} or (e.state not in ('confirmed', 'void', 'deleted') and b.state = 'done' and b.accepted > 0))
      and ${inScope(tx, 'e.place')} and ${inScope(tx, 'b.place')}
    order by e.id = ${id} desc, b.created_at desc limit 1`.execute(tx.db)
  return rows[0]
}

/** Ends a batch without anybody written, or sets it to another state in between. */
export async function saveBatchState(
  tx: Transaction,
  id: ImportBatchId,
  state: Exclude<BatchState, 'done'>,
  more: { readonly findings?: readonly FileProblem[]; readonly sheets?: readonly string[] } = {},
): Promise<void> {
  const ended = state === 'failed' || state === 'cancelled' || state === 'interrupted'
  await sql`update import_batches set state = ${state}, file_findings = ${JSON.stringify(more.findings ?? [])},
      left_out_sheets = ${[...(more.sheets ?? [])]}, finished_at = ${ended ? new Date(tx.now) : null},
      accepted = case when ${ended} then 0 else accepted end, refused = case when ${ended} then 0 else refused end
    where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
}
