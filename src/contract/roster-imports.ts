import * as z from 'zod/mini'
import { endpoint, fileRoute } from './endpoint.ts'
import { byId } from './enrolment.ts'
import { count, cursor, line, optionalLine, pageOf, pageSize, timestamp, uuid } from './primitives.ts'
import { cameInstead, cells, problem } from './roster.ts'

export const BATCH_STATES = [
  'uploaded',
  'running',
  'needs-confirmation',
  'done',
  'failed',
  'cancelled',
  'interrupted',
] as const

export const BATCH_STAGES = ['upload', 'read', 'judge', 'write'] as const

/** 人员清单导入: the file goes to the encrypted store, then a batch runs; its id is answered at once. */
export const uploadRoster = fileRoute({
  name: 'enrolment.upload-roster',
  kind: 'upload',
  method: 'POST',
  path: '/api/enrolments/:id/rosters/:planCode',
  summary: '.xlsx, .xls or .csv up to 30 MB; `again` confirms a file that came before',
  access: ['unit-handler'],
  scope: 'subtree',
  limit: 30 * 1024 * 1024,
  input: z.strictObject({ id: uuid, planCode: line(50), again: z.optional(z.boolean()) }),
  output: z.strictObject({ batchId: uuid }),
})

/** One file for several plans: what came for one of them is imported for another without being uploaded again. */
export const reuseRosterFile = endpoint({
  name: 'enrolment.reuse-roster-file',
  kind: 'command',
  method: 'POST',
  path: '/api/enrolments/:id/rosters/:planCode/reuse-file',
  summary: 'Imports the file of another batch of this enrolment; `again` confirms a file that came before',
  access: ['unit-handler'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, planCode: line(50), batchId: uuid, again: z.optional(z.boolean()) }),
  output: z.strictObject({ batchId: uuid }),
})

const batch = z.strictObject({
  id: uuid,
  planCode: z.string(),
  fileName: z.string(),
  state: z.enum(BATCH_STATES),
  stage: z.enum(BATCH_STAGES),
  /** Bytes read of the file and its size, rows judged, for progress and time left. */
  bytesRead: count,
  bytes: count,
  rows: count,
  accepted: count,
  refused: count,
  warnings: count,
  openRefused: count,
  /** Findings about the whole file, as sentences. */
  fileFindings: z.array(z.string()),
  /** Other visible sheets with a header and rows, to be confirmed as left out. */
  leftOutSheets: z.array(z.string()),
  byCause: z.array(
    z.strictObject({ code: z.string(), label: z.string(), level: z.enum(['error', 'warning']), rows: count }),
  ),
  startedAt: timestamp,
  finishedAt: z.nullable(timestamp),
})

export const listBatches = endpoint({
  name: 'enrolment.list-batches',
  kind: 'query',
  method: 'GET',
  path: '/api/enrolments/:id/batches',
  summary: '导入批次列表 with progress of a running one',
  access: ['unit-handler', 'enrolment-review', 'audit'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, planCode: optionalLine(50) }),
  output: z.strictObject({ batches: z.array(batch) }),
})

export const cancelBatch = endpoint({
  name: 'enrolment.cancel-batch',
  kind: 'command',
  method: 'POST',
  path: '/api/batches/:id/cancel',
  summary: '取消: a cancelled import leaves nobody behind',
  access: ['unit-handler'],
  scope: 'subtree',
  input: byId,
  output: z.strictObject({ done: z.literal(true) }),
})

export const confirmLeftOut = endpoint({
  name: 'enrolment.confirm-left-out',
  kind: 'command',
  method: 'POST',
  path: '/api/batches/:id/confirm',
  summary: 'Goes on with a file whose other sheets are left out',
  access: ['unit-handler'],
  scope: 'subtree',
  input: byId,
  output: z.strictObject({ done: z.literal(true) }),
})

const refusedRow = z.strictObject({ id: uuid, batchId: uuid, rowNumber: z.int(), cells, problems: z.array(problem) })

export const listRefusedRows = endpoint({
  name: 'enrolment.list-refused-rows',
  kind: 'query',
  method: 'GET',
  path: '/api/batches/:id/refused',
  summary: 'Rows of a batch that were refused and are still open, as typed, with their problems',
  access: ['unit-handler'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, code: optionalLine(10), cursor, limit: pageSize }),
  output: pageOf(refusedRow),
})

export const correctRefusedRow = endpoint({
  name: 'enrolment.correct-refused-row',
  kind: 'command',
  method: 'POST',
  path: '/api/refused-rows/:id/correct',
  summary: 'Re-judges at once: either the person is accepted, or the problems that are left',
  access: ['unit-handler'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, cells }),
  output: z.strictObject({ accepted: z.boolean(), row: z.nullable(refusedRow), cameInstead }),
})

export const dropRefusedRows = endpoint({
  name: 'enrolment.drop-refused-rows',
  kind: 'command',
  method: 'POST',
  path: '/api/batches/:id/refused/drop',
  summary: 'Leaves refused rows out for good: given ones, or all that are open',
  access: ['unit-handler'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, rows: z.optional(z.array(uuid).check(z.maxLength(500))) }),
  output: z.strictObject({ dropped: count, cameInstead }),
})

/** 导入失败人员下载 */
export const downloadRefusedRows = fileRoute({
  name: 'enrolment.download-refused-rows',
  kind: 'download',
  method: 'GET',
  path: '/api/batches/:id/refused.xlsx',
  summary: 'The template’s columns as typed, 错误原因 and marked cells; importing it again closes these rows',
  access: ['unit-handler'],
  scope: 'subtree',
  input: byId,
  output: z.any(),
})

/** 模板下载: 参保人信息模板-通用 */
export const downloadTemplate = fileRoute({
  name: 'enrolment.download-template',
  kind: 'download',
  method: 'GET',
  path: '/api/plans/:planVersionId/template.xlsx',
  summary: '参保人信息模板-通用, made from the plan',
  access: ['unit-handler', 'enrolment-review', 'administration'],
  scope: 'subtree',
  input: z.strictObject({ planVersionId: uuid }),
  output: z.any(),
})
