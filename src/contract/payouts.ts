import * as z from 'zod/mini'
import { BANK_FORMAT_CODES } from '../domain/payouts/bank-formats.ts'
import { BATCH_FLAGS } from '../domain/payouts/batch-flags.ts'
import { BATCH_STATES, LINE_STATES, MOST_LINES } from '../domain/payouts/batch-workflow.ts'
import { CLAIM_KINDS } from '../domain/plans/claim-kind.ts'
import { endpoint } from './endpoint.ts'
import { count, cursor, optionalLine, pageOf, pageSize, timestamp, uuid, yuan } from './primitives.ts'

/** Who sees batches: those who make and release them, and auditors. */
export const PAYOUT_DESKS = ['payout-making', 'payout-release', 'audit'] as const

export const MAKING_DESKS = ['payout-making'] as const

export const RELEASING_DESKS = ['payout-release'] as const

const claimKind = z.enum(CLAIM_KINDS)

export const batchState = z.enum(BATCH_STATES)

export const lineState = z.enum(LINE_STATES)

export const bankFormatCode = z.enum(BANK_FORMAT_CODES)

export const batchFlag = z.enum(BATCH_FLAGS)

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
  access: MAKING_DESKS,
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
  access: MAKING_DESKS,
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
  access: MAKING_DESKS,
  scope: 'subtree',
  input: z.strictObject({ id: uuid }),
  output: z.strictObject({ number: z.string() }),
})
