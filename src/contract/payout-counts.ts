import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { count, yuan } from './primitives.ts'

/** For 首页 and the menu: what payments ask of the caller. */
export const countPayouts = endpoint({
  name: 'payouts.counts',
  kind: 'query',
  method: 'GET',
  path: '/api/payouts/counts',
  summary: 'Claims to pay, batches to release, batches without an answer, 退汇 to confirm; a unit’s failed payments',
  access: ['unit-handler', 'payout-making', 'payout-release'],
  scope: 'subtree',
  input: z.strictObject({}),
  output: z.strictObject({
    payable: count,
    payableSum: yuan,
    drafts: count,
    unanswered: count,
    reversals: count,
    failed: count,
  }),
})
