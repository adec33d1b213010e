import * as z from 'zod/mini'
import { endpoint, fileRoute } from './endpoint.ts'
import { calendarDate, count, line, text, uuid } from './primitives.ts'
import { PAYOUT_DESKS, MAKING_DESKS, RELEASING_DESKS } from './payouts.ts'

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
  access: MAKING_DESKS,
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
  access: RELEASING_DESKS,
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
  access: MAKING_DESKS,
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
  access: RELEASING_DESKS,
  scope: 'subtree',
  reauthenticates: true,
  input: z.strictObject({ id: uuid, verdict: z.enum(['confirm', 'drop']) }),
  output: z.strictObject({ done: z.literal(true) }),
})
