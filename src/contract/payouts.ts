import * as z from 'zod/mini'
import { BANK_FORMAT_CODES } from '../domain/payouts/bank-formats.ts'
import { BATCH_FLAGS } from '../domain/payouts/batch-flags.ts'
import { BATCH_STATES, LINE_SIGHTS, LINE_STATES, MOST_LINES } from '../domain/payouts/batch-workflow.ts'
import { CLAIM_KINDS } from '../domain/plans/claim-kind.ts'
import { endpoint, fileRoute } from './endpoint.ts'
import {
  calendarDate,
  count,
  cursor,
  line,
  optionalLine,
  pageOf,
  pageSize,
  text,
  timestamp,
  uuid,
  version,
  yuan,
} from './primitives.ts'

/** Who sees batches: those who make and release them, and auditors. */
export const PAYOUT_DESKS = ['payout-making', 'payout-release', 'audit'] as const
const MAKING = ['payout-making'] as const
const RELEASE = ['payout-release'] as const

const claimKind = z.enum(CLAIM_KINDS)
export const batchState = z.enum(BATCH_STATES)
export const lineState = z.enum(LINE_STATES)
export const bankFormatCode = z.enum(BANK_FORMAT_CODES)
export const batchFlag = z.enum(BATCH_FLAGS)

const done = z.strictObject({ version })

/** What stands against writing a payment in a bank's form. */
const orderFault = z.strictObject({
  fault: z.enum(['separator', 'control', 'formula', 'charset', 'too-long', 'empty']),
  field: z.enum(['payee', 'card', 'bank']),
  character: z.string(),
  over: count,
})

const payableRow = z.strictObject({
  id: uuid,
  number: z.string(),
  kind: claimKind,
  planName: z.string(),
  unitName: z.string(),
  name: z.string(),
  payeeName: z.string(),
  cardTail: z.string(),
  amount: yuan,
  approvedAt: z.nullable(timestamp),
  /** It failed or came back before. */
  again: z.boolean(),
  /** The caller decided it and may not make the batch that pays it. */
  decidedByMe: z.boolean(),
  /** The insured person was to be paid and has died: the payment has to be stopped. */
  payeeDead: z.boolean(),
})

const payableFilters = {
  officeId: z.optional(uuid),
  number: optionalLine(30),
  unitName: optionalLine(100),
  planCode: optionalLine(50),
}

/** 待支付 */
export const listPayable = endpoint({
  name: 'payouts.list-payable',
  kind: 'query',
  method: 'GET',
  path: '/api/payouts/payable',
  summary: 'Approved claims of one office that no live batch pays, the longest approved first',
  access: PAYOUT_DESKS,
  scope: 'subtree',
  input: z.strictObject({ ...payableFilters, cursor, limit: pageSize }),
  output: z.strictObject({
    ...pageOf(payableRow).shape,
    offices: z.array(z.strictObject({ id: uuid, name: z.string(), count, sum: yuan })),
    officeId: z.nullable(uuid),
  }),
})

/** Names cards that are new, shared or changed, and what a form cannot hold, before anything is made. */
export const previewBatch = endpoint({
  name: 'payouts.preview',
  kind: 'query',
  method: 'POST',
  path: '/api/payouts/preview',
  summary: 'The lines that a batch of these claims would have, or of all that the filters show up to the cap',
  access: MAKING,
  scope: 'subtree',
  pace: 'bulk',
  input: z.strictObject({
    ...payableFilters,
    format: bankFormatCode,
    /** Absent: everything that the filters show, up to the cap. */
    claims: z.optional(z.array(uuid).check(z.minLength(1), z.maxLength(MOST_LINES))),
  }),
  output: z.strictObject({
    officeId: z.nullable(uuid),
    /** What the batch would hold: claims that the caller did not decide, whose payee lives and that the form takes. */
    claims: z.array(uuid),
    sum: yuan,
    leftOut: count,
    /** Claims that were asked for and cannot be paid any more; `batch` is the one that pays them meanwhile. */
    gone: z.array(z.strictObject({ number: z.string(), batch: z.nullable(z.string()) })),
    flagged: z.strictObject({ 'first-time-card': count, 'shared-card': count, 'changed-card': count }),
    /** Whether more wait than one batch takes. */
    more: z.boolean(),
    account: z.strictObject({ name: z.string(), bank: z.string(), number: z.string() }),
    /** Why no batch of the office can be written in this form. */
    accountProblem: z.nullable(z.string()),
    /** The first 100, those that need a look before the others. */
    lines: z.array(
      z.strictObject({
        ...payableRow.shape,
        flags: z.array(batchFlag),
        faults: z.array(orderFault),
      }),
    ),
  }),
})

export const makeBatch = endpoint({
  name: 'payouts.make',
  kind: 'command',
  method: 'POST',
  path: '/api/payout-batches',
  summary: 'Makes a batch of payable claims of one office, all or none; the maker decided none of them',
  access: MAKING,
  scope: 'subtree',
  pace: 'bulk',
  input: z.strictObject({
    officeId: uuid,
    format: bankFormatCode,
    claims: z.array(uuid).check(z.minLength(1), z.maxLength(MOST_LINES)),
  }),
  output: z.strictObject({ id: uuid, number: z.string(), count, sum: yuan }),
})

/** 停止支付: the unit names another payee, as after a failed payment. */
export const stopPayment = endpoint({
  name: 'payouts.stop-payment',
  kind: 'command',
  method: 'POST',
  path: '/api/payouts/payable/:id/stop',
  summary: 'Gives a payable claim back to its unit because the insured person, who was to be paid, has died',
  access: MAKING,
  scope: 'subtree',
  input: z.strictObject({ id: uuid }),
  output: z.strictObject({ number: z.string() }),
})

const batchRow = z.strictObject({
  id: uuid,
  number: z.string(),
  state: batchState,
  officeName: z.string(),
  format: bankFormatCode,
  count,
  sum: yuan,
  paid: count,
  failed: count,
  waiting: count,
  /** 退汇 that wait for a second person. */
  reversals: count,
  madeBy: z.string(),
  madeAt: timestamp,
  releasedBy: z.nullable(z.string()),
  releasedAt: z.nullable(timestamp),
  version,
})

export const listBatches = endpoint({
  name: 'payouts.list-batches',
  kind: 'query',
  method: 'GET',
  path: '/api/payout-batches',
  summary: 'Batches in scope, newest first',
  access: PAYOUT_DESKS,
  scope: 'subtree',
  input: z.strictObject({
    number: optionalLine(30),
    state: z.optional(batchState),
    /** Those with a 退汇 to confirm. */
    reversal: z.optional(z.enum(['requested'])),
    from: z.optional(calendarDate),
    to: z.optional(calendarDate),
    cursor,
    limit: pageSize,
  }),
  output: z.strictObject({ ...pageOf(batchRow).shape, drafts: count, unanswered: count }),
})

const batchLine = z.strictObject({
  id: uuid,
  claimId: uuid,
  number: z.string(),
  position: count,
  reference: z.string(),
  unitName: z.string(),
  payeeName: z.string(),
  cardTail: z.string(),
  amount: yuan,
  flags: z.array(batchFlag),
  state: lineState,
  reason: z.string(),
  answeredAt: z.nullable(timestamp),
  /** The claim's payment failed or came back before. */
  again: z.boolean(),
  decidedByMe: z.boolean(),
  reversal: z.nullable(
    z.strictObject({
      id: uuid,
      state: z.enum(['requested', 'confirmed']),
      returnedOn: calendarDate,
      reference: z.string(),
      reason: z.string(),
      requestedBy: z.string(),
      requestedAt: timestamp,
      mine: z.boolean(),
      decidedBy: z.nullable(z.string()),
      decidedAt: z.nullable(timestamp),
    }),
  ),
})

export const getBatch = endpoint({
  name: 'payouts.get-batch',
  kind: 'query',
  method: 'GET',
  path: '/api/payout-batches/:id',
  summary: 'One batch: its account, who made and released it, the file’s hashes, and the files of the bank',
  access: PAYOUT_DESKS,
  scope: 'subtree',
  input: z.strictObject({ id: uuid }),
  output: z.strictObject({
    batch: batchRow,
    account: z.strictObject({ name: z.string(), bank: z.string(), number: z.string() }),
    madeByMe: z.boolean(),
    /** The first of its claims that the caller decided, and how many: who decided may not release. */
    decidedByMe: z.nullable(z.strictObject({ number: z.string(), count })),
    /** Lines that wait and whose payment failed or came back before. */
    again: count,
    voided: z.nullable(z.strictObject({ by: z.string(), at: timestamp, reason: z.string() })),
    file: z.nullable(z.strictObject({ name: z.string(), size: count, sha256: z.string(), sm3: z.string() })),
    sums: z.strictObject({ paid: yuan, failed: yuan, waiting: yuan, reversed: yuan }),
    /** What the bank said of lines whose claims still stand in 支付失败 because of it. */
    failures: z.array(z.strictObject({ reason: z.string(), count, importedByMe: z.boolean() })),
    returns: z.array(
      z.strictObject({
        id: uuid,
        name: z.string(),
        sha256: z.string(),
        paid: count,
        failed: count,
        unchanged: count,
        importedBy: z.string(),
        importedAt: timestamp,
      }),
    ),
  }),
})

export const listBatchLines = endpoint({
  name: 'payouts.list-lines',
  kind: 'query',
  method: 'GET',
  path: '/api/payout-batches/:id/lines',
  summary: 'The lines of a batch in their order: payee and card masked, flags, the bank’s answer, 退汇',
  access: PAYOUT_DESKS,
  scope: 'subtree',
  input: z.strictObject({
    id: uuid,
    state: z.optional(lineState),
    /** Part of the claim's number or of the reference. */
    text: optionalLine(40),
    only: z.optional(z.enum(LINE_SIGHTS)),
    cursor,
    limit: pageSize,
  }),
  output: pageOf(batchLine),
})

export const removeLine = endpoint({
  name: 'payouts.remove-line',
  kind: 'command',
  method: 'POST',
  path: '/api/payout-batches/:id/lines/:lineId/remove',
  summary: 'Takes one line out before the release, with a reason; its claim can be paid by another batch',
  access: MAKING,
  scope: 'subtree',
  input: z.strictObject({ id: uuid, lineId: uuid, version, reason: line(200) }),
  output: done,
})

export const voidBatch = endpoint({
  name: 'payouts.void',
  kind: 'command',
  method: 'POST',
  path: '/api/payout-batches/:id/void',
  summary: '作废 before the release: its claims go back to 待支付',
  access: ['payout-making', 'payout-release'],
  scope: 'subtree',
  pace: 'bulk',
  input: z.strictObject({ id: uuid, version, reason: line(200) }),
  output: done,
})

/** The second person: neither the maker nor anybody who decided one of its claims; the password again. */
export const releaseBatch = endpoint({
  name: 'payouts.release',
  kind: 'command',
  method: 'POST',
  path: '/api/payout-batches/:id/release',
  summary: '释放: makes the payment file, once, and lets it be downloaded',
  access: RELEASE,
  scope: 'subtree',
  reauthenticates: true,
  pace: 'bulk',
  input: z.strictObject({ id: uuid, version }),
  output: z.strictObject({ version, name: z.string(), sha256: z.string() }),
})

export const downloadPaymentFile = fileRoute({
  name: 'payouts.download-file',
  kind: 'download',
  method: 'GET',
  path: '/api/payout-batches/:id/file',
  summary: 'The payment file as it was made at the release, the same bytes each time; each download is journaled',
  access: ['payout-making', 'payout-release'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid }),
  output: z.any(),
})

const returnProblem = z.strictObject({
  row: count,
  reference: z.string(),
  problem: z.enum([
    'other-batch',
    'unknown-line',
    'taken-out',
    'other-amount',
    'other-answer',
    'answered-twice',
    'unreadable',
  ]),
  told: z.string(),
  known: z.string(),
  /** What to do, in a sentence. */
  sentence: z.string(),
})

export const importReturn = fileRoute({
  name: 'payouts.import-return',
  kind: 'upload',
  method: 'POST',
  path: '/api/payout-batches/:id/returns',
  summary: 'The bank’s return file, judged whole: taken line by line, or nothing of it with what does not fit',
  access: MAKING,
  scope: 'subtree',
  limit: 5 * 1024 * 1024,
  input: z.strictObject({ id: uuid }),
  output: z.strictObject({
    outcome: z.enum(['taken', 'unchanged', 'refused']),
    paid: count,
    failed: count,
    unchanged: count,
    /** Lines that the bank has not answered yet. */
    waiting: count,
    problems: z.array(returnProblem),
  }),
})

export const downloadReturnFile = fileRoute({
  name: 'payouts.download-return',
  kind: 'download',
  method: 'GET',
  path: '/api/payout-batches/:id/returns/:returnId/file',
  summary: 'A return file as it was imported, to be compared with the bank; each download is journaled',
  access: PAYOUT_DESKS,
  scope: 'subtree',
  input: z.strictObject({ id: uuid, returnId: uuid }),
  output: z.any(),
})

/** 再次支付: the failure was the bank's or the office's own; a second person beside who imported it. */
export const payAgain = endpoint({
  name: 'payouts.pay-again',
  kind: 'command',
  method: 'POST',
  path: '/api/payout-batches/:id/pay-again',
  summary: 'Gives the claims that failed for one reason of the bank back to 待支付, with the payee as approved',
  access: RELEASE,
  scope: 'subtree',
  pace: 'bulk',
  input: z.strictObject({ id: uuid, bankReason: text(200), reason: line(200) }),
  output: z.strictObject({ count }),
})

/** 退汇 days after the payment: one asks, a second person confirms. */
export const requestReversal = endpoint({
  name: 'payouts.request-reversal',
  kind: 'command',
  method: 'POST',
  path: '/api/payout-batches/:id/lines/:lineId/reversal',
  summary: '登记退汇: the day and the bank’s reference of money that came back',
  access: MAKING,
  scope: 'subtree',
  input: z.strictObject({ id: uuid, lineId: uuid, returnedOn: calendarDate, reference: line(60), reason: line(200) }),
  output: z.strictObject({ reversalId: uuid }),
})

export const decideReversal = endpoint({
  name: 'payouts.decide-reversal',
  kind: 'command',
  method: 'POST',
  path: '/api/payout-reversals/:id/decide',
  summary: '确认退汇 by a second person: opposite entries in the ledger, the claim becomes 支付失败; or 取消登记',
  access: RELEASE,
  scope: 'subtree',
  reauthenticates: true,
  input: z.strictObject({ id: uuid, verdict: z.enum(['confirm', 'drop']) }),
  output: z.strictObject({ done: z.literal(true) }),
})

const ledgerEntry = z.strictObject({
  id: uuid,
  kind: z.enum(['payment', 'reversal']),
  account: z.enum(['benefit', 'bank']),
  debit: yuan,
  credit: yuan,
  postedOn: calendarDate,
  postedAt: timestamp,
  claimNumber: z.string(),
  batchNumber: z.string(),
  officeName: z.string(),
  /** Whether another entry took it back. */
  reversed: z.boolean(),
})

/** 账务流水 */
export const listLedger = endpoint({
  name: 'payouts.list-ledger',
  kind: 'query',
  method: 'GET',
  path: '/api/payouts/ledger',
  summary: 'Ledger entries, newest first; the first page with the sums of what the filters show',
  access: ['payout-making', 'payout-release', 'finance', 'audit'],
  scope: 'subtree',
  input: z.strictObject({
    claim: optionalLine(30),
    batch: optionalLine(30),
    kind: z.optional(z.enum(['payment', 'reversal'])),
    from: z.optional(calendarDate),
    to: z.optional(calendarDate),
    cursor,
    limit: pageSize,
  }),
  output: z.strictObject({
    ...pageOf(ledgerEntry).shape,
    /** On the first page only. */
    sums: z.nullable(z.strictObject({ debit: yuan, credit: yuan })),
  }),
})
