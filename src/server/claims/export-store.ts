import { sql } from 'kysely'
import type { EXPORT_PROBLEMS, EXPORT_STATES } from '../../contract/claim-exports.ts'
import type { ClaimQuery } from '../../contract/words/claim-query-words.ts'
import { keptUntil } from '../../domain/claims/export-rules.ts'
import type { AccountId, ExportId, FileId } from '../../domain/shared/ids.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { found } from '../refusal.ts'

export type ExportState = (typeof EXPORT_STATES)[number]
export type ExportProblem = (typeof EXPORT_PROBLEMS)[number]

/** An export as it is stored; what was queried is sealed, since it may name a person. */
export type StoredExport = {
  readonly id: ExportId
  readonly place: number
  readonly accountId: AccountId
  readonly accountName: string
  readonly accountPerson: Buffer | null
  readonly filtersSealed: Buffer
  readonly reason: string
  readonly unmasked: boolean
  readonly state: ExportState
  readonly total: number
  readonly attempt: number
  readonly cancelRequested: boolean
  readonly fileId: FileId | null
  readonly low: number | null
  readonly high: number | null
  readonly decidedByName: string | null
  readonly expiresAt: Date | null
}

const COLUMNS = sql`id, place, account_id as "accountId", account_name as "accountName", account_person as "accountPerson",
  filters_sealed as "filtersSealed", reason, unmasked, state, total, attempt, cancel_requested as "cancelRequested",
  file_id as "fileId", low, high, decided_by_name as "decidedByName", expires_at as "expiresAt"`

const FILTERS = 'exports.filters_sealed'

export function openQuery(crypto: CryptoProvider, id: string, sealed: Uint8Array): ClaimQuery {
  return JSON.parse(crypto.open(FILTERS, id, sealed).toString()) as ClaimQuery
}

export type NewExport = {
  readonly query: ClaimQuery
  readonly reason: string
  readonly unmasked: boolean
  readonly state: 'asked' | 'queued'
  readonly rows: number
}

export async function insertExport(tx: Transaction, crypto: CryptoProvider, made: NewExport): Promise<ExportId> {
  const { accountId, name, place, personIndex } = callerIn(tx)
  const id = newId<ExportId>()
  const { query, reason, unmasked, state, rows } = made
  const expires = state === 'asked' ? new Date(keptUntil(tx.now)) : null
  await sql`insert into exports (id, place, account_id, account_name, account_person, kind, filters_sealed, reason, unmasked,
      state, total, asked_at, expires_at)
    values (${id}, ${place}, ${accountId}, ${name}, ${personIndex}, 'claims', ${crypto.seal(FILTERS, id, JSON.stringify(query))},
      ${reason}, ${unmasked}, ${state}, ${rows}, ${new Date(tx.now)}, ${expires})`.execute(tx.db)
  return id
}

/** Locks an export in scope. */
export async function lockExport(tx: Transaction, id: ExportId): Promise<StoredExport> {
  const { rows } = await sql<StoredExport>`select ${COLUMNS} from exports
    where id = ${id} and ${inScope(tx, 'place')} for update`.execute(tx.db)
  return found(rows[0])
}

/** Locks an export of the caller's own; those of colleagues are not found. */
export async function lockOwnExport(tx: Transaction, id: ExportId): Promise<StoredExport> {
  const { rows } = await sql<StoredExport>`select ${COLUMNS} from exports
    where id = ${id} and account_id = ${callerIn(tx).accountId} and ${inScope(tx, 'place')} for update`.execute(tx.db)
  return found(rows[0])
}

/** Begins an attempt and answers its number. */
export async function saveExportBegun(tx: Transaction, id: ExportId): Promise<number> {
  const { rows } = await sql<{ attempt: number }>`update exports set state = 'running', attempt = attempt + 1, rows = 0,
      started_at = ${new Date(tx.now)} where id = ${id} and ${inScope(tx, 'place')} returning attempt`.execute(tx.db)
  return found(rows[0]).attempt
}

type Ending = { readonly state: 'failed' | 'cancelled' | 'expired'; readonly problem?: ExportProblem }

/** Ends an export without a file. */
export async function saveExportEnded(tx: Transaction, id: ExportId, { state, problem }: Ending): Promise<void> {
  await sql`update exports set state = ${state}, problem = ${problem ?? null}, finished_at = ${new Date(tx.now)}
    where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
}

export type WrittenExport = {
  readonly fileId: FileId
  readonly rows: number
  readonly low: number
  readonly high: number
}

export async function saveExportDone(tx: Transaction, id: ExportId, written: WrittenExport): Promise<void> {
  const { fileId, rows, low, high } = written
  await sql`update exports set state = 'done', file_id = ${fileId}, rows = ${rows}, total = ${rows}, low = ${low}, high = ${high},
      finished_at = ${new Date(tx.now)}, expires_at = ${new Date(keptUntil(tx.now))}
    where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
}

/** What the account has begun within the last 24 hours, and what of it still waits or runs. */
export async function countExports(tx: Transaction): Promise<{ today: number; unfinished: number }> {
  const { rows } = await sql<{ today: number; unfinished: number }>`
    select count(*) filter (where asked_at > ${new Date(tx.now)}::timestamptz - interval '24 hours')::int as today,
      count(*) filter (where state in ('asked', 'queued', 'running'))::int as unfinished
    from exports where account_id = ${callerIn(tx).accountId} and ${inScope(tx, 'place')}
      and asked_at > ${new Date(tx.now)}::timestamptz - interval '30 days'`.execute(tx.db)
  return rows[0] ?? { today: 0, unfinished: 0 }
}
