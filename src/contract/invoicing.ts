import * as z from 'zod/mini'
import { endpoint, fileRoute } from './endpoint.ts'
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

const invoice = z.strictObject({
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

const payment = z.strictObject({
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

/** Bank reference and office are unique; partial sums add up. */
export const recordPayment = endpoint({
  name: 'invoicing.record-payment',
  kind: 'command',
  method: 'POST',
  path: '/api/enrolments/:id/payments',
  summary: 'Date, amount, payer and bank reference of money that came',
  access: ['finance'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, paidOn: calendarDate, amount: yuanInput, payer: line(100), reference: line(60) }),
  output: z.strictObject({ paymentId: uuid, paid: yuan, due: yuan, credit: yuan }),
})

/** 冲销 of a wrongly recorded payment: an opposite entry, before 到账确认. */
export const reversePayment = endpoint({
  name: 'invoicing.reverse-payment',
  kind: 'command',
  method: 'POST',
  path: '/api/enrolments/:id/payments/:paymentId/reverse',
  summary: 'Takes a wrongly recorded payment back with a reason; its bank reference is free again',
  access: ['finance'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, paymentId: uuid, reason: line(200) }),
  output: z.strictObject({ paid: yuan, due: yuan, credit: yuan }),
})

/** 到账确认: makes the covers, all or none. */
export const confirmPayment = endpoint({
  name: 'invoicing.confirm-payment',
  kind: 'command',
  method: 'POST',
  path: '/api/enrolments/:id/confirm',
  summary: 'Sum ≥ due: covers from the plan’s first day, certificates, SMS; confirmer ≠ reviewer',
  access: ['finance'],
  scope: 'subtree',
  pace: 'bulk',
  input: z.strictObject({ id: uuid, version }),
  output: z.strictObject({ version, covers: count, certificates: z.array(z.string()) }),
})

/** While 到账确认 of many people runs: how many covers are written. */
export const confirmProgress = endpoint({
  name: 'invoicing.confirm-progress',
  kind: 'query',
  method: 'GET',
  path: '/api/enrolments/:id/confirm-progress',
  summary: 'Covers written and people in all; null where no confirmation is running',
  access: ['finance', 'enrolment-review', 'unit-handler'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid }),
  output: z.strictObject({ running: z.nullable(z.strictObject({ done: count, total: count })) }),
})

export const uploadInvoiceFile = fileRoute({
  name: 'invoicing.upload-invoice-file',
  kind: 'upload',
  method: 'POST',
  path: '/api/invoices/:id/files',
  summary: 'PDF or OFD up to 10 MB, mailed to the address given',
  access: ['finance'],
  scope: 'subtree',
  limit: 10 * 1024 * 1024,
  input: z.strictObject({ id: uuid }),
  output: z.strictObject({ fileId: uuid, name: z.string() }),
})

/** 重新发送: the same file once more, to a corrected address where the first one was wrong. */
export const resendInvoiceFile = endpoint({
  name: 'invoicing.resend-invoice-file',
  kind: 'command',
  method: 'POST',
  path: '/api/invoices/:id/files/:fileId/resend',
  summary: 'Mails an invoice file again, to the address given, once nothing more happens about the mail before',
  access: ['finance'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, fileId: uuid, mail: line(100) }),
  output: z.strictObject({ done: z.literal(true) }),
})

/** Takes back a file that was uploaded to the wrong invoice. */
export const removeInvoiceFile = endpoint({
  name: 'invoicing.remove-invoice-file',
  kind: 'command',
  method: 'POST',
  path: '/api/invoices/:id/files/:fileId/remove',
  summary: 'Takes an invoice file back with a reason; it stays on record and no longer counts',
  access: ['finance'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, fileId: uuid, reason: line(200) }),
  output: z.strictObject({ done: z.literal(true) }),
})

export const downloadInvoiceFile = fileRoute({
  name: 'invoicing.download-invoice-file',
  kind: 'download',
  method: 'GET',
  path: '/api/invoices/:id/files/:fileId',
  summary: 'The invoice file, never shown inline',
  access: ['finance', 'unit-handler'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, fileId: uuid }),
  output: z.any(),
})
