import * as z from 'zod/mini'
import { claimKind } from './claim-shapes.ts'
import { endpoint } from './endpoint.ts'
import { count, timestamp, uuid } from './primitives.ts'

/** Cases in a state, and the one that has waited longest. */
const waiting = z.strictObject({ count, first: z.nullable(z.strictObject({ id: uuid, number: z.string() })) })

/** 首页 of a unit: what to do about its cases, with failed payments beside it from `payouts.counts`. */
export const listClaimTodos = endpoint({
  name: 'claims.unit-todos',
  kind: 'query',
  method: 'GET',
  path: '/api/unit/claim-todos',
  summary: 'Events whose cases came back, at most 10 and how many more, and what waits in 材料上传 and 费用录入',
  access: ['unit-handler'],
  scope: 'subtree',
  input: z.strictObject({}),
  output: z.strictObject({
    /** The cases of one event came back together; the first one leads to all of them. */
    returned: z.array(
      z.strictObject({
        id: uuid,
        number: z.string(),
        state: z.enum(['materials', 'entry']),
        kinds: z.array(claimKind),
        returnedAt: timestamp,
      }),
    ),
    more: count,
    materials: waiting,
    /** Free or held by the caller; what colleagues hold is theirs to do. */
    entry: waiting,
  }),
})
