import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type {
  correctRefusedRow as correctEndpoint,
  dropRefusedRows as dropEndpoint,
} from '../../contract/roster-imports.ts'
import { shownText } from '../../domain/enrolment/roster-document.ts'
import { normaliseIdNumber } from '../../domain/shared/id-number.ts'
import type { ImportBatchId } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import type { Services } from '../services.ts'
import { getBatch } from './batch-store.ts'
import { bringIn } from './bring-in.ts'
import { countTyped, foundFacts, mayAsk } from './elsewhere-answers.ts'
import { judgeLaterRows } from './judge-later-rows.ts'
import {
  closeRefused,
  findRefusedOwner,
  lockRefused,
  offsetOf,
  saveRefusedAgain,
  type RefusedRowId,
} from './refused-row-store.ts'
import { judgeTyped, lockRoster } from './roster-being-edited.ts'
import { wireRefused } from './wire-people.ts'

/** Judges a refused row again as typed now: the person is accepted, or what is left is answered. */
export async function correctRefusedRow(
  tx: Transaction,
  { crypto }: Services,
  { id, cells: typed }: InputOf<typeof correctEndpoint>,
): Promise<OutputOf<typeof correctEndpoint>> {
  await mayAsk(tx, 'elsewhere-typed')
  const owner = await findRefusedOwner(tx, id)
  const { enrolment, rules } = await lockRoster(tx, owner.enrolmentId, owner.planCode)
  const row = await lockRefused(tx, crypto, id)
  const outcome = await judgeTyped(tx, crypto, rules, typed)
  const accepted = outcome.accepted !== undefined
  const offset = offsetOf(row)
  if (accepted) {
    await bringIn(tx, crypto, rules, [{ row: row.rowNumber, offset, outcome }], row.batchId)
    await closeRefused(tx, [row.id], 'corrected')
  } else await saveRefusedAgain(tx, crypto, row, outcome, offset)
  // What was typed began with the cell as it is shown.
  const before = normaliseIdNumber(shownText('idNumber', row.content.cells.idNumber))
  const gone = before === normaliseIdNumber(typed.idNumber) ? [] : [row.rowNumber]
  const cameInstead = await judgeLaterRows(tx, crypto, rules, row.batchId, gone)
  await countTyped(tx, outcome.problems)
  const facts = { batch: row.batchId, row: row.rowNumber, accepted, ...foundFacts(outcome.problems) }
  await record(tx, { action: 'enrolment.correct-refused-row', subject: enrolment.id, place: enrolment.place, facts })
  return { accepted, row: accepted ? null : wireRefused(row, outcome), cameInstead }
}

/** Leaves refused rows of a batch out for good: given ones, or all that are open. */
export async function dropRefusedRows(
  tx: Transaction,
  { crypto }: Services,
  { id, rows: wanted }: InputOf<typeof dropEndpoint>,
): Promise<OutputOf<typeof dropEndpoint>> {
  const batch = await getBatch(tx, id as ImportBatchId)
  const { enrolment, rules } = await lockRoster(tx, batch.enrolmentId, batch.planCode)
  const chosen = wanted ? sql`id = any(${wanted}::uuid[])` : sql`true`
  const { rows } = await sql<{ id: RefusedRowId; row: number }>`select id, row_number as row from refused_rows
    where batch_id = ${batch.id} and state = 'open' and ${chosen} and ${inScope(tx, 'place')} for update`.execute(tx.db)
  await closeRefused(
    tx,
    rows.map((row) => row.id),
    'dropped',
  )
  const gone = rows.map(({ row }) => row)
  const cameInstead = await judgeLaterRows(tx, crypto, rules, batch.id, gone)
  const facts = { batch: batch.id, rows: rows.length }
  await record(tx, { action: 'enrolment.drop-refused-rows', subject: enrolment.id, place: enrolment.place, facts })
  return { dropped: rows.length, cameInstead }
}
