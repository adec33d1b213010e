import { sql } from 'kysely'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { listTasks as endpoint } from '../../contract/tasks.ts'
import {
  countExportsToDecide,
  countOpenExports,
  listClaimExports,
  listExportsToDecide,
} from '../claims/export-lists.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import type { Services } from '../services.ts'

type Answer = OutputOf<typeof endpoint>
type Import = Answer['imports'][number]
type ImportRow = Omit<Import, 'startedAt' | 'finishedAt'> & { readonly started: Date; readonly finished: Date | null }

const IMPORT_DAYS = 7
const MOST_IMPORTS = 20

/** 任务中心: exports, imports and decisions of the caller. */
export async function listTasks(tx: Transaction, services: Services): Promise<Answer> {
  const { exports } = await listClaimExports(tx, services)
  return { exports, toDecide: await listExportsToDecide(tx, services), imports: await listImports(tx) }
}

/** How many of them run, are ready and not yet fetched, or wait for the caller. */
export async function countTasks(tx: Transaction): Promise<{ open: number }> {
  const exports = await countOpenExports(tx)
  const toDecide = await countExportsToDecide(tx)
  const { rows } = await sql<{ imports: number }>`select count(*)::int as imports from import_batches
    where created_by = ${callerIn(tx).accountId} and state in ('uploaded', 'running', 'needs-confirmation')
      and created_at > ${new Date(tx.now)}::timestamptz - make_interval(days => ${IMPORT_DAYS})
      and ${inScope(tx, 'place')}`.execute(tx.db)
  return { open: exports + toDecide + (rows[0]?.imports ?? 0) }
}

async function listImports(tx: Transaction): Promise<Import[]> {
  const { rows } = await sql<ImportRow>`select b.id, b.enrolment_id as "enrolmentId", e.number as "enrolmentNumber",
      b.plan_code as "planCode", v.name as "planName", b.file_name as "fileName", b.state, b.bytes_read as "bytesRead", b.bytes,
      b.rows, b.accepted, b.refused, b.created_at as started, b.finished_at as finished
    from import_batches b
    join enrolments e on e.id = b.enrolment_id
    join enrolment_plans p on p.enrolment_id = b.enrolment_id and p.plan_code = b.plan_code
    join plan_versions v on v.id = p.plan_version_id
    where b.created_by = ${callerIn(tx).accountId} and ${inScope(tx, 'b.place')}
      and b.created_at > ${new Date(tx.now)}::timestamptz - make_interval(days => ${IMPORT_DAYS})
    order by b.created_at desc, b.id desc limit ${MOST_IMPORTS}`.execute(tx.db)
  return rows.map(({ started, finished, ...row }) => ({
    ...row,
    startedAt: started.toISOString(),
    finishedAt: finished?.toISOString() ?? null,
  }))
}
