import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { listBatches as endpoint } from '../../contract/roster-imports.ts'
import { causeLabel } from '../../contract/words/roster-cause-labels.ts'
import { fileProblemSentence } from '../../contract/words/roster-problems.ts'
import type { FileProblem } from '../../domain/enrolment/roster-problems.ts'
import type { EnrolmentId } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { getEnrolmentRow } from './enrolment-store.ts'
import type { Cause } from './import-tally.ts'

type Batch = OutputOf<typeof endpoint>['batches'][number]
type Row = Omit<Batch, 'fileFindings' | 'byCause' | 'startedAt' | 'finishedAt'> & {
  readonly findings: readonly FileProblem[]
  readonly causes: readonly Cause[]
  readonly created_at: Date
  readonly finished_at: Date | null
}

const MOST = 200

/** 导入批次列表: newest first, with the progress of a running one. */
export async function listBatches(
  tx: Transaction,
  { id, planCode }: InputOf<typeof endpoint>,
): Promise<OutputOf<typeof endpoint>> {
  const enrolment = await getEnrolmentRow(tx, id as EnrolmentId)
  const { rows } = await sql<Row>`select b.id, b.plan_code as "planCode", b.file_name as "fileName", b.state, b.stage,
      b.bytes_read as "bytesRead", b.bytes, b.rows, b.accepted, b.refused, b.warnings, b.left_out_sheets as "leftOutSheets",
      b.file_findings as findings, b.causes, b.created_at, b.finished_at,
      (select count(*)::int from refused_rows r where r.batch_id = b.id and r.state = 'open') as "openRefused"
    from import_batches b
    where b.enrolment_id = ${enrolment.id} and b.plan_code = coalesce(${planCode ?? null}, b.plan_code)
      and ${inScope(tx, 'b.place')}
    order by b.created_at desc, b.id desc limit ${MOST}`.execute(tx.db)
  return {
    batches: rows.map(({ findings, causes, created_at: created, finished_at: finished, ...row }) => ({
      ...row,
      fileFindings: findings.map(fileProblemSentence),
      byCause: causes.map((cause) => ({ ...cause, label: causeLabel(cause.code) })),
      startedAt: created.toISOString(),
      finishedAt: finished?.toISOString() ?? null,
    })),
  }
}
