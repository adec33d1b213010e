import { sql } from 'kysely'
import type { RosterProblem } from '../../domain/enrolment/roster-problems.ts'
import type { EnrolmentId, Id, ImportBatchId } from '../../domain/shared/ids.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { found } from '../refusal.ts'
import { earlierRowOf, printedCodes } from './incoming-rows.ts'
import { openRefused, sealRefused, type RefusedContent } from './refused-row-seal.ts'

export type RefusedRowId = Id<'refused-row'>

/** A row of an import that was refused and is still open. */
export type StoredRefused = {
  readonly id: RefusedRowId
  readonly batchId: ImportBatchId
  readonly enrolmentId: EnrolmentId
  readonly planCode: string
  readonly rowNumber: number
  readonly earlierRow: number | null
  readonly content: RefusedContent
}

type Row = Omit<StoredRefused, 'content'> & { readonly sealed: Buffer }

const COLUMNS = sql`id, batch_id as "batchId", enrolment_id as "enrolmentId", plan_code as "planCode",
  row_number as "rowNumber", earlier_row as "earlierRow", sealed`

function opened(crypto: CryptoProvider, { sealed, ...row }: Row): StoredRefused {
  return { ...row, content: openRefused(crypto, row.id, sealed) }
}

/** An open refused row in scope, locked. The enrolment must be locked before it. */
export async function lockRefused(tx: Transaction, crypto: CryptoProvider, id: string): Promise<StoredRefused> {
  const { rows } = await sql<Row>`select ${COLUMNS} from refused_rows
    where id = ${id} and state = 'open' and ${inScope(tx, 'place')} for update`.execute(tx.db)
  return opened(crypto, found(rows[0]))
}

/** Whose enrolment and roster an open refused row belongs to. */
export async function findRefusedOwner(
  tx: Transaction,
  id: string,
): Promise<Pick<StoredRefused, 'enrolmentId' | 'planCode'>> {
  const { rows } = await sql<Pick<StoredRefused, 'enrolmentId' | 'planCode'>>`select enrolment_id as "enrolmentId",
      plan_code as "planCode" from refused_rows where id = ${id} and state = 'open' and ${inScope(tx, 'place')}`.execute(
    tx.db,
  )
  return found(rows[0])
}

/** Open rows of a batch that repeat the number of one of these rows, in the order of the file. */
export async function lockLaterRows(
  tx: Transaction,
  crypto: CryptoProvider,
  batchId: ImportBatchId,
  earlier: readonly number[],
): Promise<StoredRefused[]> {
  const { rows } = await sql<Row>`select ${COLUMNS} from refused_rows
    where batch_id = ${batchId} and earlier_row = any(${earlier}::int[]) and state = 'open' and ${inScope(tx, 'place')}
    order by row_number for update`.execute(tx.db)
  return rows.map((row) => opened(crypto, row))
}

/** Open rows of a batch after a row number, with one printed cause where asked. */
export async function listOpenRefused(
  tx: Transaction,
  crypto: CryptoProvider,
  batchId: ImportBatchId,
  { after = 0, code, limit }: { readonly after?: number; readonly code?: string | undefined; readonly limit: number },
): Promise<StoredRefused[]> {
  const withCode = code === undefined || code === '' ? sql`true` : sql`${code} = any(codes)`
  const { rows } = await sql<Row>`select ${COLUMNS} from refused_rows
    where batch_id = ${batchId} and state = 'open' and row_number > ${after} and ${withCode} and ${inScope(tx, 'place')}
    order by row_number limit ${limit}`.execute(tx.db)
  return rows.map((row) => opened(crypto, row))
}

/** The row was judged again and is still refused: as typed now, with what is left. */
export async function saveRefusedAgain(
  tx: Transaction,
  crypto: CryptoProvider,
  { id }: StoredRefused,
  content: RefusedContent,
  offset: number,
): Promise<void> {
  await sql`update refused_rows set sealed = ${sealRefused(crypto, id, content)}, codes = ${printedCodes(content.problems)},
      earlier_row = ${earlierRowOf(content.problems, offset)} where id = ${id} and ${inScope(tx, 'place')}`.execute(
    tx.db,
  )
}

/** The row is done with: its person was accepted, or it was left out for good. */
export async function closeRefused(
  tx: Transaction,
  ids: readonly RefusedRowId[],
  state: 'corrected' | 'dropped',
): Promise<void> {
  await sql`update refused_rows set state = ${state} where id = any(${ids}::uuid[]) and ${inScope(tx, 'place')}`.execute(
    tx.db,
  )
}

/** How much further down on the sheet a row stands than under the header, told by a problem that names a row. */
export function offsetOf({ earlierRow, content: { problems } }: StoredRefused): number {
  const repeated = problems.find((problem: RosterProblem) => problem.code === 'repeated-in-file')
  return repeated && earlierRow !== null ? repeated.earlierRow - earlierRow : 0
}
