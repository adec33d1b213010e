import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { enrolmentDetail, byId, changed } from './enrolment.ts'
import { count, line, optionalLine, uuid, version, yuan } from './primitives.ts'
import { holder } from './work-pool.ts'

export const openReview = endpoint({
  name: 'enrolment.open-review',
  kind: 'command',
  method: 'POST',
  path: '/api/enrolments/:id/open-review',
  summary: 'For the holder: the enrolment with checks and last year’s figures; one journal entry per opening',
  access: ['enrolment-review'],
  scope: 'subtree',
  input: byId,
  output: z.strictObject({
    enrolment: enrolmentDetail,
    holder: z.nullable(holder),
    checks: z.array(z.strictObject({ code: z.string(), label: z.string(), fine: z.boolean(), sentence: z.string() })),
    lastYear: z.array(
      z.strictObject({ planCode: z.string(), people: count, amount: yuan, staffCount: z.nullable(z.int()) }),
    ),
  }),
})

export const approveEnrolment = endpoint({
  name: 'enrolment.approve',
  kind: 'command',
  method: 'POST',
  path: '/api/enrolments/:id/approve',
  summary: 'Passes 参保初审 → 开票录入, with an SMS to the handler; reviewer ≠ submitter',
  access: ['enrolment-review'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, version }),
  output: changed,
})

const reasonInput = z.strictObject({
  step: z.enum(['plans', 'roster', 'submission']),
  planCode: optionalLine(50),
  field: optionalLine(50),
  personId: z.optional(uuid),
  text: z.string().check(z.minLength(1), z.maxLength(500)),
})

export const returnEnrolment = endpoint({
  name: 'enrolment.return',
  kind: 'command',
  method: 'POST',
  path: '/api/enrolments/:id/return',
  summary: '退回 → 初审退回 with reasons that point at step, field or person; holds released, SMS sent',
  access: ['enrolment-review'],
  scope: 'subtree',
  pace: 'bulk',
  input: z.strictObject({ id: uuid, version, reasons: z.array(reasonInput).check(z.minLength(1), z.maxLength(50)) }),
  output: changed,
})

export const voidEnrolment = endpoint({
  name: 'enrolment.void',
  kind: 'command',
  method: 'POST',
  path: '/api/enrolments/:id/void',
  summary: '作废 of an approved enrolment without money; holds released',
  access: ['enrolment-review', 'finance'],
  scope: 'subtree',
  pace: 'bulk',
  input: z.strictObject({ id: uuid, version, reason: line(500) }),
  output: changed,
})
