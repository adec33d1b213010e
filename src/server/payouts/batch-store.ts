import { sql } from 'kysely'
import type { BankFormatCode } from '../../domain/payouts/bank-formats.ts'
import type { BatchFlag } from '../../domain/payouts/batch-flags.ts'
import type { BatchState, LineState } from '../../domain/payouts/batch-workflow.ts'
import type { Cents } from '../../domain/shared/cents.ts'
import type {
  AccountId,
  ClaimId,
  FileId,
  OrganisationId,
  PayoutBatchId,
  PayoutLineId,
  PersonId,
} from '../../domain/shared/ids.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { unless } from '../db/unique-violation.ts'
import { found, refused } from '../refusal.ts'

/** A batch as it is stored. Amounts in fen. */
export type StoredBatch = {
  readonly id: PayoutBatchId
  readonly number: string
  readonly officeId: OrganisationId
  readonly place: number
  readonly state: BatchState
  readonly version: number
  readonly format: BankFormatCode
  readonly accountName: string
  readonly bankName: string
  readonly accountNumber: string
  readonly count: number
  readonly sum: Cents
  readonly madeBy: AccountId
  readonly madeByPerson: Buffer | null
  readonly madeAt: Date
  readonly releasedAt: Date | null
  readonly fileId: FileId | null
}

const BATCH = sql`id, number, office_id as "officeId", place, state, version, format, account_name as "accountName",
  bank_name as "bankName", account_number as "accountNumber", count, sum, made_by as "madeBy",
  made_by_person as "madeByPerson", made_at as "madeAt", released_at as "releasedAt", file_id as "fileId"`

export async function getBatchRow(tx: Transaction, id: PayoutBatchId): Promise<StoredBatch> {
  const { rows } = await sql<StoredBatch>`select ${BATCH} from payout_batches
    where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
  return found(rows[0])
}

/** Locks the bare row of a batch in scope; `version` is what the caller saw, where it matters. */
export async function lockBatch(tx: Transaction, id: PayoutBatchId, version?: number): Promise<StoredBatch> {
  const { rows } = await sql<StoredBatch>`select ${BATCH} from payout_batches
    where id = ${id} and ${inScope(tx, 'place')} for update`.execute(tx.db)
  const batch = found(rows[0])
  return version === undefined || batch.version === version ? batch : refused({ code: 'changed-meanwhile' })
}

export async function insertBatch(
  tx: Transaction,
  batch: Omit<StoredBatch, 'state' | 'version' | 'madeBy' | 'madeByPerson' | 'madeAt' | 'releasedAt' | 'fileId'>,
): Promise<void> {
  const { accountId, personIndex, name } = callerIn(tx)
  await sql`insert into payout_batches (id, number, office_id, place, state, format, account_name, bank_name, account_number,
      count, sum, made_by, made_by_person, made_by_name, made_at)
    values (${batch.id}, ${batch.number}, ${batch.officeId}, ${batch.place}, 'draft', ${batch.format}, ${batch.accountName},
      ${batch.bankName}, ${batch.accountNumber}, ${batch.count}, ${batch.sum}, ${accountId}, ${personIndex}, ${name},
      ${new Date(tx.now)})`.execute(tx.db)
}

/** A line as it is stored: payee and card are copies of what was approved. */
export type StoredLine = {
  readonly id: PayoutLineId
  readonly batchId: PayoutBatchId
  readonly claimId: ClaimId
  readonly place: number
  readonly position: number
  readonly reference: string
  readonly amount: Cents
  readonly payeeSealed: Buffer
  readonly cardIndex: Buffer
  readonly personId: PersonId
  readonly state: LineState
  readonly reason: string
  readonly answeredAt: Date | null
}

const LINE = sql`id, batch_id as "batchId", claim_id as "claimId", place, position, reference, amount,
  payee_sealed as "payeeSealed", card_index as "cardIndex", person_id as "personId", state, reason,
  answered_at as "answeredAt"`

export type NewLine = Omit<StoredLine, 'batchId' | 'state' | 'reason' | 'answeredAt'> & {
  readonly flags: readonly BatchFlag[]
}

/** Adds the lines of a new batch in one statement. Their claims are locked and judged; the wall against two batches stays. */
export async function insertLines(tx: Transaction, batchId: PayoutBatchId, lines: readonly NewLine[]): Promise<void> {
  const rows = lines.map((line) => ({
    ...line,
    payeeSealed: line.payeeSealed.toString('hex'),
    cardIndex: line.cardIndex.toString('hex'),
  }))
  const statement =
    sql`insert into payout_lines (id, batch_id, claim_id, place, position, reference, amount, payee_sealed,
      card_index, person_id, flags, state)
    select n.id, ${batchId}, n."claimId", n.place, n.position, n.reference, n.amount, decode(n."payeeSealed", 'hex'),
      decode(n."cardIndex", 'hex'), n."personId", array(select jsonb_array_elements_text(n.flags)), 'waiting'
    from jsonb_to_recordset(${JSON.stringify(rows)}) as n (id uuid, "claimId" uuid, place bigint, position int,
      reference text, amount bigint, "payeeSealed" text, "cardIndex" text, "personId" uuid, flags jsonb)
    order by n.position`.execute(tx.db)
  await unless('payout_lines_once', { code: 'changed-meanwhile' }, statement)
}

/** Lines of a batch in their order, read only: the batch's own lock keeps them. */
export async function listLines(tx: Transaction, id: PayoutBatchId): Promise<StoredLine[]> {
  const { rows } = await sql<StoredLine>`select ${LINE} from payout_lines
    where batch_id = ${id} and ${inScope(tx, 'place')} order by position`.execute(tx.db)
  return rows
}

export async function getLine(tx: Transaction, batchId: PayoutBatchId, id: string): Promise<StoredLine> {
  const { rows } = await sql<StoredLine>`select ${LINE} from payout_lines
    where id = ${id} and batch_id = ${batchId} and ${inScope(tx, 'place')}`.execute(tx.db)
  return found(rows[0])
}

/** Locks claims in id order, the same for everyone, before their payments change. */
export async function lockClaims(tx: Transaction, ids: readonly ClaimId[]): Promise<void> {
  await sql`select id from claims where id = any(${[...ids]}::uuid[]) and ${inScope(tx, 'place')}
    order by id for update`.execute(tx.db)
}

export async function saveLineState(
  tx: Transaction,
  { id }: Pick<StoredLine, 'id'>,
  { state, reason = '', answered = false }: { state: LineState; reason?: string; answered?: boolean },
): Promise<void> {
  await sql`update payout_lines set state = ${state}, reason = ${reason}, version = version + 1,
      answered_at = case when ${answered} then ${new Date(tx.now)} else answered_at end
    where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
}

export async function saveLinesVoid(tx: Transaction, id: PayoutBatchId): Promise<void> {
  await sql`update payout_lines set state = 'void', version = version + 1
    where batch_id = ${id} and state = 'waiting' and ${inScope(tx, 'place')}`.execute(tx.db)
}

export async function saveLineTakenOut(tx: Transaction, batch: StoredBatch, line: StoredLine): Promise<number> {
  const { rows } = await sql<{ version: number }>`update payout_batches
    set count = count - 1, sum = sum - ${line.amount}, version = version + 1
    where id = ${batch.id} and version = ${batch.version} and ${inScope(tx, 'place')} returning version`.execute(tx.db)
  return found(rows[0]).version
}

export async function saveBatchVoid(tx: Transaction, batch: StoredBatch, reason: string): Promise<number> {
  const { accountId, name } = callerIn(tx)
  const { rows } = await sql<{ version: number }>`update payout_batches set state = 'void', version = version + 1,
      voided_by = ${accountId}, voided_by_name = ${name}, voided_at = ${new Date(tx.now)}, void_reason = ${reason}
    where id = ${batch.id} and version = ${batch.version} and ${inScope(tx, 'place')} returning version`.execute(tx.db)
  return found(rows[0]).version
}

export type MadeFile = { readonly fileId: FileId; readonly sha256: string; readonly sm3: string }

export async function saveBatchReleased(tx: Transaction, batch: StoredBatch, file: MadeFile): Promise<number> {
  const { accountId, personIndex, name } = callerIn(tx)
  const { rows } = await sql<{ version: number }>`update payout_batches set state = 'released', version = version + 1,
      released_by = ${accountId}, released_by_person = ${personIndex}, released_by_name = ${name},
      released_at = ${new Date(tx.now)}, file_id = ${file.fileId}, file_sha256 = ${Buffer.from(file.sha256, 'hex')},
      file_sm3 = ${Buffer.from(file.sm3, 'hex')}
    where id = ${batch.id} and version = ${batch.version} and ${inScope(tx, 'place')} returning version`.execute(tx.db)
  return found(rows[0]).version
}

export async function saveBatchAnswered(tx: Transaction, batch: StoredBatch, state: BatchState): Promise<void> {
  await sql`update payout_batches set state = ${state}, version = version + 1,
      done_at = case when ${state} = 'done' then ${new Date(tx.now)} else done_at end
    where id = ${batch.id} and ${inScope(tx, 'place')}`.execute(tx.db)
}
