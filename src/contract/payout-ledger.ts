import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { calendarDate, cursor, optionalLine, pageOf, pageSize, timestamp, uuid, yuan } from './primitives.ts'

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
