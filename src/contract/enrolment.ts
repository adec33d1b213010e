import * as z from 'zod/mini'
import { ENROLMENT_STATES } from '../domain/enrolment/enrolment-workflow.ts'
import { endpoint } from './endpoint.ts'
import { attachment } from './enrolment-attachments.ts'
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
  /** The offer under which it was chosen; it may be on sale no longer. */
  offerId: uuid,
  name: z.string(),
  version: z.string(),
  /** Number of the clause that says what it costs. */
  priceClause: z.string(),
  shares: z.int(),
  calendarYear: z.nullable(z.int()),
  people: count,
  women: count,
  overAge: count,
  /** Whether people over age are taken with proof. */
  takesOverAge: z.boolean(),
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
  /** When the receipt was calculated: at submission, from which on it stays; until then just now. */
  receiptAt: timestamp,
  total: yuan,
  /** What still stands against 【完成】; the sentences are ready to show. */
  missing: z.array(finding),
  returnReasons: z.array(returnReason),
  /** `note`: why, where a step was made with a reason of one sentence. */
  history: z.array(z.strictObject({ at: timestamp, action: z.string(), note: z.nullable(z.string()) })),
  paid: yuan,
  submittedAt: z.nullable(timestamp),
})

export const byId = z.strictObject({ id: uuid })

export const changed = z.strictObject({ version })

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

/**
 * Step 1, 保障活动录入. A plan of the enrolment that is named neither among `plans` nor among `leaveOut` stays as it is:
 * nobody loses a roster that they did not see, e.g. of a plan whose sale has ended.
 */
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
    /** Codes of plans to be taken out with their rosters. */
    leaveOut: z.optional(z.array(line(50)).check(z.maxLength(100))),
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
    /** null clears it: it may be left open. */
    womenCount: z.optional(z.nullable(z.int().check(z.minimum(0), z.maximum(10_000_000)))),
    explanation: z.optional(text(2000)),
  }),
  output: changed,
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
  /** `shown`: the contribution that the unit has checked; another one is answered as a finding first. */
  input: z.strictObject({ id: uuid, version, shown: yuan }),
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
