import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { PROGRESSES } from '../domain/messages/delivery.ts'
import { UNIT_TODO_KINDS } from '../domain/invoicing/unit-todos.ts'
import {
  calendarDate,
  count,
  line,
  nothing,
  optionalLine,
  timestamp,
  uuid,
  version,
  yuan,
  yuanInput,
} from './primitives.ts'
import { holder } from './work-pool.ts'

export const INVOICE_KINDS = ['invoice', 'receipt'] as const

export const TITLE_KINDS = ['unit', 'person'] as const

export const invoice = z.strictObject({
  id: uuid,
  planCode: z.string(),
  kind: z.enum(INVOICE_KINDS),
  titleKind: z.enum(TITLE_KINDS),
  title: z.string(),
  taxNumber: z.string(),
  amount: yuan,
  heads: count,
  perHead: yuan,
  mail: z.string(),
  mobile: z.string(),
  remark: z.string(),
  dated: calendarDate,
  files: z.array(
    z.strictObject({
      id: uuid,
      name: z.string(),
      sentAt: z.nullable(timestamp),
      /** How far its mail is; the last three of them stay until it is sent again. */
      progress: z.enum(PROGRESSES),
      /** It was another invoice's: it no longer counts, and units do not see it. */
      removed: z.nullable(z.strictObject({ at: timestamp, reason: z.string() })),
    }),
  ),
})

export const VOID_REASONS = ['removed', 'changed', 'receipt-changed', 'ended'] as const

export const payment = z.strictObject({
  id: uuid,
  paidOn: calendarDate,
  amount: yuan,
  payer: z.string(),
  reference: z.string(),
  recordedAt: timestamp,
  /** 冲销: it no longer counts, and its reference may be recorded where it belongs. */
  reversed: z.nullable(z.strictObject({ at: timestamp, reason: z.string() })),
})

/** 开票信息详情 and what finance sees of the same enrolment. */
export const getInvoicing = endpoint({
  name: 'invoicing.get',
  kind: 'query',
  method: 'GET',
  path: '/api/enrolments/:id/invoicing',
  summary: 'What is due and what is on invoices per plan, the cap per head, the office’s account, payments so far',
  access: ['unit-handler', 'finance', 'enrolment-review', 'audit'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid }),
  output: z.strictObject({
    id: uuid,
    number: z.string(),
    state: z.string(),
    version,
    unitName: z.string(),
    /** Who has taken 到账确认; units never learn who. */
    holder: z.nullable(holder),
    /** Why finance sent it back to 开票录入, until it is submitted again. */
    returnReason: z.nullable(z.string()),
    plans: z.array(
      z.strictObject({
        planCode: z.string(),
        name: z.string(),
        people: count,
        shares: z.int(),
        due: yuan,
        invoiced: yuan,
        invoicedHeads: count,
        /** Greatest amount per head: the highest contribution of its people × shares. */
        perHeadCap: yuan,
      }),
    ),
    invoices: z.array(invoice),
    /** Requests that no longer count; their files stay readable. */
    voided: z.array(
      z.strictObject({ ...invoice.shape, planName: z.string(), reason: z.enum(VOID_REASONS), voidedAt: timestamp }),
    ),
    due: yuan,
    paid: yuan,
    credit: yuan,
    payments: z.array(payment),
    /** Where a plan covers the days of one calendar year: the last day on which money can be confirmed. */
    lastDayToConfirm: z.nullable(calendarDate),
    account: z.strictObject({ name: z.string(), bank: z.string(), number: z.string() }),
    settlementDay: z.int(),
    /** Invoices of this month are closed: entries made now bear `invoiceDate`. */
    monthClosed: z.boolean(),
    invoiceDate: calendarDate,
    proposal: z.strictObject({ title: z.string(), taxNumber: z.string(), mail: z.string(), mobile: z.string() }),
  }),
})

/** 首页 of a unit: what to do first, each with its deadline, and the settlement day of its own office. */
export const listUnitTodos = endpoint({
  name: 'invoicing.unit-todos',
  kind: 'query',
  method: 'GET',
  path: '/api/unit/todos',
  summary:
    'What the unit has to do about its enrolments, the most urgent first, at most 20; `more` says how many are left',
  access: ['unit-handler'],
  scope: 'subtree',
  input: nothing,
  output: z.strictObject({
    todos: z.array(
      z.strictObject({
        kind: z.enum(UNIT_TODO_KINDS),
        id: uuid,
        number: z.string(),
        planNames: z.array(z.string()),
        people: count,
        /** Frozen from submission on; null before. */
        missing: z.nullable(yuan),
        deadline: z.nullable(calendarDate),
        because: z.nullable(z.enum(['settlement', 'unpaid'])),
      }),
    ),
    more: count,
    settlement: z.strictObject({
      day: z.int(),
      /** Invoices of this month are closed. */
      closed: z.boolean(),
      /** The settlement day that comes next. */
      next: calendarDate,
      invoiceDate: calendarDate,
    }),
  }),
})

const invoiceInput = {
  planCode: line(50),
  kind: z.enum(INVOICE_KINDS),
  titleKind: z.enum(TITLE_KINDS),
  title: line(100),
  taxNumber: optionalLine(20),
  amount: yuanInput,
  heads: z.int().check(z.minimum(1), z.maximum(10_000_000)),
  mail: line(100),
  mobile: optionalLine(20),
  remark: optionalLine(200),
}

/** 新增开票信息 → 保存; also changes one that exists. */
export const saveInvoice = endpoint({
  name: 'invoicing.save-invoice',
  kind: 'command',
  method: 'POST',
  path: '/api/enrolments/:id/invoices',
  summary: 'Adds or changes an invoice request; amount ≤ heads × highest price × shares',
  access: ['unit-handler'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, invoiceId: z.optional(uuid), ...invoiceInput }),
  output: z.strictObject({ invoiceId: uuid, dated: calendarDate }),
})

export const removeInvoice = endpoint({
  name: 'invoicing.remove-invoice',
  kind: 'command',
  method: 'POST',
  path: '/api/enrolments/:id/invoices/:invoiceId/remove',
  summary: 'Removes an invoice request before 提交',
  access: ['unit-handler'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, invoiceId: uuid }),
  output: z.strictObject({ done: z.literal(true) }),
})

/** 【提交】 → 到账确认 */
export const submitInvoices = endpoint({
  name: 'invoicing.submit',
  kind: 'command',
  method: 'POST',
  path: '/api/enrolments/:id/invoicing/submit',
  summary: 'Every invoice fits and the sum per plan = due; goes to finance',
  access: ['unit-handler'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, version }),
  /** `dated`: the date that invoices entered before bear now, where their own had passed. */
  output: z.strictObject({ version, dated: z.nullable(calendarDate) }),
})

export const returnInvoices = endpoint({
  name: 'invoicing.return',
  kind: 'command',
  method: 'POST',
  path: '/api/enrolments/:id/invoicing/return',
  summary: 'Finance returns 到账确认 → 开票录入 with a reason while no money is recorded',
  access: ['finance'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, version, reason: line(500) }),
  output: z.strictObject({ version }),
})
