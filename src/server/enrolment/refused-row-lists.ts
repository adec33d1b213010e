import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import {
  downloadRefusedRows as downloadRoute,
  type listRefusedRows as endpoint,
} from '../../contract/roster-imports.ts'
import { Readable } from 'node:stream'
import { ROSTER_COLUMNS } from '../../domain/enrolment/roster.ts'
import { shownText } from '../../domain/enrolment/roster-document.ts'
import { rosterRulesOf } from '../../domain/enrolment/roster-row.ts'
import type { ImportBatchId } from '../../domain/shared/ids.ts'
import { PAGE_SIZE, pageOf, readCursor } from '../db/keyset.ts'
import type { Transaction } from '../db/transaction.ts'
import { sendStream } from '../files/send-file.ts'
import type { FileHandler } from '../http/mount-file.ts'
import { record } from '../journal.ts'
import { refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { LIMITS } from '../workbooks/cells.ts'
import { getBatch } from './batch-store.ts'
import { getChosenPlan } from './enrolment-plan-store.ts'
import { failedRowsWorkbook, type FailedRow } from './failed-rows-workbook.ts'
import { listOpenRefused, type StoredRefused } from './refused-row-store.ts'
import { wireRefused } from './wire-people.ts'

/** Rows of a batch that were refused and are still open, in the order of the file. */
export async function listRefusedRows(
  tx: Transaction,
  { crypto }: Services,
  { id, code, cursor, limit = PAGE_SIZE }: InputOf<typeof endpoint>,
): Promise<OutputOf<typeof endpoint>> {
  const batch = await getBatch(tx, id as ImportBatchId)
  const [after = 0] = readCursor(cursor, 1) ?? []
  if (!Number.isSafeInteger(after)) return refused({ code: 'not-found' })
  const rows = await listOpenRefused(tx, crypto, batch.id, { after: Number(after), code, limit: limit + 1 })
  const page = pageOf(rows, limit, ({ rowNumber }) => [rowNumber])
  return { rows: page.rows.map((row) => wireRefused(row, row.content)), next: page.next }
}

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** 导入失败人员下载: the open rows of a batch as a workbook that can be imported again. */
export function refusedRowsDownload({ crypto }: Services): FileHandler<typeof downloadRoute> {
  return async (call, { id }) => {
    const { batch, plan, rows } = await call.within(downloadRoute.name, async (tx) => {
      const batch = await getBatch(tx, id as ImportBatchId)
      const { plan } = await getChosenPlan(tx, batch.enrolmentId, batch.planCode)
      const rows = await listOpenRefused(tx, crypto, batch.id, { limit: LIMITS.rows })
      const facts = { batch: batch.id, rows: rows.length }
      await record(tx, { action: downloadRoute.name, subject: batch.enrolmentId, place: batch.place, facts })
      return { batch, plan, rows }
    })
    const bytes = await failedRowsWorkbook(batch.id, rosterRulesOf(plan), rows.map(failedRow))
    const name = `导入失败人员-${batch.fileName.replace(/\.[^.]*$/, '')}.xlsx`
    return sendStream(call.reply, { name, mediaType: WORKBOOK, size: bytes.length }, Readable.from([bytes]))
  }
}

function failedRow({ content: { cells, problems } }: StoredRefused): FailedRow {
  const texts = ROSTER_COLUMNS.map((column) => [column, shownText(column, cells[column])] as const)
  return { texts: Object.fromEntries(texts), problems }
}
