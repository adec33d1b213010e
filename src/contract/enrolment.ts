import * as z from 'zod/mini'
import { ENROLMENT_STATES } from '../domain/enrolment/enrolment-workflow.ts'
import { endpoint, fileRoute } from './endpoint.ts'
import {
  calendarDate,
  count,
  cursor,
  line,
  nothing,
  optionalLine,
  pageOf,
  pageSize,
  text,
  timestamp,
  uuid,
  version,
  yuan,
} from './primitives.ts'
import { holder } from './work-pool.ts'

export const ATTACHMENT_KINDS = ['social-insurance', 'over-age', 'other'] as const
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

/** A reason of a return points at a step, a field or a person. */
export const returnReason = z.strictObject({
  step: z.enum(['plans', 'roster', 'submission']),
  planCode: z.nullable(z.string()),
  field: z.nullable(z.string()),
  personId: z.nullable(uuid),
  personName: z.nullable(z.string()),
  text: z.string(),
})

export const receiptLine = z.strictObject({
  planCode: z.string(),
  label: z.string(),
  heads: count,
  price: yuan,
  shares: z.int(),
  amount: yuan,
})

const enrolmentPlan = z.strictObject({
  planCode: z.string(),
  planVersionId: uuid,
  name: z.string(),
  shares: z.int(),
  calendarYear: z.nullable(z.int()),
  people: count,
  women: count,
  overAge: count,
  openRefused: count,
  nextRowNumber: count,
  expectedFirstDay: calendarDate,
})

const finding = z.strictObject({
  code: z.string(),
  planCode: z.nullable(z.string()),
  sentence: z.string(),
  step: z.enum(['plans', 'roster', 'submission']),
})

const attachment = z.strictObject({
  id: uuid,
  kind: z.enum(ATTACHMENT_KINDS),
  name: z.string(),
  size: count,
  createdAt: timestamp,
})

export const enrolmentDetail = z.strictObject({
  id: uuid,
  number: z.string(),
  state: z.enum(ENROLMENT_STATES),
  version,
  unit: z.strictObject({
    id: uuid,
    name: z.string(),
    creditCode: z.string(),
    address: z.string(),
    contactName: z.string(),
    agencyName: z.string(),
    officeName: z.string(),
  }),
  plans: z.array(enrolmentPlan),
  staffCount: z.nullable(z.int()),
  womenCount: z.nullable(z.int()),
  proposedStaffCount: z.nullable(z.int()),
  proposedWomenCount: z.nullable(z.int()),
  explanation: z.string(),
  attachments: z.array(attachment),
  receipt: z.array(receiptLine),
  total: yuan,
  /** What still stands against 【完成】; the sentences are ready to show. */
  missing: z.array(finding),
  returnReasons: z.array(returnReason),
  /** `note`: why, where a step was made with a reason of one sentence. */
  history: z.array(z.strictObject({ at: timestamp, action: z.string(), note: z.nullable(z.string()) })),
  paid: yuan,
  submittedAt: z.nullable(timestamp),
})

const byId = z.strictObject({ id: uuid })
const changed = z.strictObject({ version })

export const createEnrolment = endpoint({
  name: 'enrolment.create',
  kind: 'command',
  method: 'POST',
  path: '/api/enrolments',
  summary: '新建参保录入',
  access: ['unit-handler'],
  scope: 'subtree',
  input: nothing,
  output: z.strictObject({ id: uuid, number: z.string() }),
})

const enrolmentRow = z.strictObject({
  id: uuid,
  number: z.string(),
  state: z.enum(ENROLMENT_STATES),
  unitName: z.string(),
  agencyName: z.string(),
  planNames: z.array(z.string()),
  people: count,
  total: yuan,
  paid: yuan,
  createdAt: timestamp,
  submittedAt: z.nullable(timestamp),
  dueAt: z.nullable(timestamp),
  overdue: z.boolean(),
  returned: z.array(z.string()),
  holder: z.nullable(holder),
  version,
})

/** Unit side: 参保录入 and 开票录入; management side: 参保初审, 到账确认 and 参保查询, by `tab` and `state`. */
export const listEnrolments = endpoint({
  name: 'enrolment.list',
  kind: 'query',
  method: 'GET',
  path: '/api/enrolments',
  summary: 'Enrolments in scope, keyset pages; pools oldest first, archives newest first',
  access: ['unit-handler', 'enrolment-review', 'finance', 'administration', 'audit', 'certificates'],
  scope: 'subtree',
  input: z.strictObject({
    tab: z.enum(['editing', 'invoicing', 'all', 'review-waiting', 'review-mine', 'payment-waiting', 'payment-mine']),
    state: z.optional(z.enum(ENROLMENT_STATES)),
    number: optionalLine(30),
    unitName: optionalLine(100),
    planCode: optionalLine(50),
    from: z.optional(calendarDate),
    to: z.optional(calendarDate),
    cursor,
    limit: pageSize,
  }),
  output: z.strictObject({ ...pageOf(enrolmentRow).shape, waiting: count, mine: count }),
})

export const getEnrolment = endpoint({
  name: 'enrolment.get',
  kind: 'query',
  method: 'GET',
  path: '/api/enrolments/:id',
  summary: 'One enrolment whole: plans, receipt, attachments, what is missing, reasons of a return',
  access: ['unit-handler', 'enrolment-review', 'finance', 'administration', 'audit', 'certificates'],
  scope: 'subtree',
  input: byId,
  output: enrolmentDetail,
})

/** Step 1, 保障活动录入: the whole choice at once; leaving a plan out removes its roster. */
export const choosePlans = endpoint({
  name: 'enrolment.choose-plans',
  kind: 'command',
  method: 'POST',
  path: '/api/enrolments/:id/plans',
  summary: 'Which plans with how many shares',
  access: ['unit-handler'],
  scope: 'subtree',
  input: z.strictObject({
    id: uuid,
    version,
    plans: z
      .array(z.strictObject({ offerId: uuid, shares: z.int().check(z.minimum(1), z.maximum(99)) }))
      .check(z.maxLength(30)),
  }),
  output: changed,
})

/** Staff and women staff, explanation: saved as one goes. */
export const saveEnrolmentFacts = endpoint({
  name: 'enrolment.save-facts',
  kind: 'command',
  method: 'POST',
  path: '/api/enrolments/:id/facts',
  summary: '在职职工人数, 在职女职工人数, 参保说明',
  access: ['unit-handler'],
  scope: 'subtree',
  input: z.strictObject({
    id: uuid,
    staffCount: z.optional(z.int().check(z.minimum(0), z.maximum(10_000_000))),
    womenCount: z.optional(z.int().check(z.minimum(0), z.maximum(10_000_000))),
    explanation: z.optional(text(2000)),
  }),
  output: changed,
})

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

const cells = z.strictObject({
  name: z.string(),
  idNumber: z.string(),
  phone: z.string(),
  idKind: z.string(),
  born: z.string(),
  sex: z.string(),
  riskClass: z.string(),
})

const problem = z.strictObject({
  code: z.string(),
  level: z.enum(['error', 'warning']),
  column: z.nullable(z.string()),
  message: z.string(),
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
  output: z.strictObject({ accepted: z.boolean(), row: z.nullable(refusedRow) }),
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
  output: z.strictObject({ dropped: count }),
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

const rosterPerson = z.strictObject({
  id: uuid,
  rowNumber: z.int(),
  name: z.string(),
  idKind: z.string(),
  /** In full for the unit itself and for the holder of the enrolment, masked for everyone else. */
  idNumber: z.string(),
  phone: z.string(),
  sex: z.enum(['male', 'female']),
  born: calendarDate,
  riskClass: z.enum(['ordinary', 'high-risk']),
  renewing: z.boolean(),
  overAge: z.boolean(),
  warnings: z.array(z.string()),
})

/** 人员详情/修改: a window of at most 500 rows by row number; deleted rows leave gaps. */
export const listRoster = endpoint({
  name: 'enrolment.list-roster',
  kind: 'query',
  method: 'POST',
  path: '/api/enrolments/:id/rosters/:planCode/window',
  summary: 'Rows `from` to `to` of a roster, or the first 500 that match a search by name, number or phone',
  access: ['unit-handler', 'enrolment-review', 'finance', 'audit', 'certificates'],
  scope: 'subtree',
  input: z.strictObject({
    id: uuid,
    planCode: line(50),
    from: z.optional(z.int().check(z.minimum(1))),
    to: z.optional(z.int().check(z.minimum(1))),
    search: optionalLine(50),
    only: z.optional(z.enum(['all', 'warnings', 'over-age', 'high-risk'])),
  }),
  output: z.strictObject({ rows: z.array(rosterPerson), lastRowNumber: count, people: count }),
})

export const correctRosterPerson = endpoint({
  name: 'enrolment.correct-roster-person',
  kind: 'command',
  method: 'POST',
  path: '/api/roster-people/:id/correct',
  summary: 'Changes a person of a roster; judged like an imported row',
  access: ['unit-handler'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, cells }),
  output: z.strictObject({ accepted: z.boolean(), person: z.nullable(rosterPerson), problems: z.array(problem) }),
})

export const addRosterPerson = endpoint({
  name: 'enrolment.add-roster-person',
  kind: 'command',
  method: 'POST',
  path: '/api/enrolments/:id/rosters/:planCode/people',
  summary: 'Adds one person by hand; judged like an imported row',
  access: ['unit-handler'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, planCode: line(50), cells }),
  output: z.strictObject({ accepted: z.boolean(), person: z.nullable(rosterPerson), problems: z.array(problem) }),
})

export const removeRosterPeople = endpoint({
  name: 'enrolment.remove-roster-people',
  kind: 'command',
  method: 'POST',
  path: '/api/enrolments/:id/rosters/:planCode/remove',
  summary: 'Removes given people, or everybody of this roster',
  access: ['unit-handler'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, planCode: line(50), people: z.optional(z.array(uuid).check(z.maxLength(500))) }),
  output: z.strictObject({ removed: count }),
})

export const uploadAttachment = fileRoute({
  name: 'enrolment.upload-attachment',
  kind: 'upload',
  method: 'POST',
  path: '/api/enrolments/:id/attachments/:kind',
  summary: '社会保险缴费证明表 (required), 超龄证明 (with E07), others: jpg, jpeg, png or pdf up to 10 MB',
  access: ['unit-handler'],
  scope: 'subtree',
  limit: 10 * 1024 * 1024,
  input: z.strictObject({ id: uuid, kind: z.enum(ATTACHMENT_KINDS) }),
  output: attachment,
})

export const removeAttachment = endpoint({
  name: 'enrolment.remove-attachment',
  kind: 'command',
  method: 'POST',
  path: '/api/enrolments/:id/attachments/:attachmentId/remove',
  summary: 'Removes an attachment while the enrolment is being edited',
  access: ['unit-handler'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, attachmentId: uuid }),
  output: z.strictObject({ done: z.literal(true) }),
})

export const viewAttachment = fileRoute({
  name: 'enrolment.view-attachment',
  kind: 'download',
  method: 'GET',
  path: '/api/enrolments/:id/attachments/:attachmentId',
  summary: 'An attachment; each view is journaled',
  access: ['unit-handler', 'enrolment-review', 'audit'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, attachmentId: uuid }),
  output: z.any(),
})

/** 【完成】 → 参保初审 */
export const submitEnrolment = endpoint({
  name: 'enrolment.submit',
  kind: 'command',
  method: 'POST',
  path: '/api/enrolments/:id/submit',
  summary: 'Judges everything again, freezes classes and prices, takes the persons’ holds',
  access: ['unit-handler'],
  scope: 'subtree',
  pace: 'bulk',
  input: z.strictObject({ id: uuid, version }),
  output: z.strictObject({ version, findings: z.array(finding) }),
})

export const withdrawEnrolment = endpoint({
  name: 'enrolment.withdraw',
  kind: 'command',
  method: 'POST',
  path: '/api/enrolments/:id/withdraw',
  summary: '撤回 while nobody has taken it: back to 录入中, holds released',
  access: ['unit-handler'],
  scope: 'subtree',
  pace: 'bulk',
  input: z.strictObject({ id: uuid, version }),
  output: changed,
})

export const deleteEnrolment = endpoint({
  name: 'enrolment.delete',
  kind: 'command',
  method: 'POST',
  path: '/api/enrolments/:id/delete',
  summary: '删除 in 录入中 or 初审退回; the enrolment is kept',
  access: ['unit-handler'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, version }),
  output: changed,
})

export const openReview = endpoint({
  name: 'enrolment.open-review',
  kind: 'command',
  method: 'POST',
  path: '/api/enrolments/:id/open-review',
  summary: 'For the holder: the enrolment with checks and last year’s figures; one journal entry per opening',
  access: ['enrolment-review'],
  scope: 'subtree',
  input: byId,
  output: z.strictObject({
    enrolment: enrolmentDetail,
    holder: z.nullable(holder),
    checks: z.array(z.strictObject({ code: z.string(), label: z.string(), fine: z.boolean(), sentence: z.string() })),
    lastYear: z.array(
      z.strictObject({ planCode: z.string(), people: count, amount: yuan, staffCount: z.nullable(z.int()) }),
    ),
  }),
})

export const approveEnrolment = endpoint({
  name: 'enrolment.approve',
  kind: 'command',
  method: 'POST',
  path: '/api/enrolments/:id/approve',
  summary: 'Passes 参保初审 → 开票录入, with an SMS to the handler; reviewer ≠ submitter',
  access: ['enrolment-review'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, version }),
  output: changed,
})

const reasonInput = z.strictObject({
  step: z.enum(['plans', 'roster', 'submission']),
  planCode: optionalLine(50),
  field: optionalLine(50),
  personId: z.optional(uuid),
  text: z.string().check(z.minLength(1), z.maxLength(500)),
})

export const returnEnrolment = endpoint({
  name: 'enrolment.return',
  kind: 'command',
  method: 'POST',
  path: '/api/enrolments/:id/return',
  summary: '退回 → 初审退回 with reasons that point at step, field or person; holds released, SMS sent',
  access: ['enrolment-review'],
  scope: 'subtree',
  pace: 'bulk',
  input: z.strictObject({ id: uuid, version, reasons: z.array(reasonInput).check(z.minLength(1), z.maxLength(50)) }),
  output: changed,
})

export const voidEnrolment = endpoint({
  name: 'enrolment.void',
  kind: 'command',
  method: 'POST',
  path: '/api/enrolments/:id/void',
  summary: '作废 of an approved enrolment without money; holds released',
  access: ['enrolment-review', 'finance'],
  scope: 'subtree',
  pace: 'bulk',
  input: z.strictObject({ id: uuid, version, reason: line(500) }),
  output: changed,
})
