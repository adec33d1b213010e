import * as z from 'zod/mini'
import { LINE_SIGHTS } from '../domain/payouts/batch-workflow.ts'
import { endpoint, fileRoute } from './endpoint.ts'
import {
  calendarDate,
  count,
  cursor,
  line,
  optionalLine,
  pageOf,
  pageSize,
  timestamp,
  uuid,
  version,
  yuan,
} from './primitives.ts'
import {
  PAYOUT_DESKS,
  MAKING_DESKS,
  RELEASING_DESKS,
  batchState,
  lineState,
  bankFormatCode,
  batchFlag,
} from './payouts.ts'

const done = z.strictObject({ version })

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
  access: MAKING_DESKS,
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
  access: RELEASING_DESKS,
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
