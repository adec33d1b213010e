import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { returnReason } from './enrolment.ts'
import { count, optionalLine, text, uuid } from './primitives.ts'

/** A reason that is still being written: its text may be empty. */
const draftReason = z.strictObject({
  step: z.enum(['plans', 'roster', 'submission']),
  planCode: optionalLine(50),
  field: optionalLine(50),
  personId: z.optional(uuid),
  text: text(500),
})

export const getReviewDraft = endpoint({
  name: 'enrolment.get-review-draft',
  kind: 'query',
  method: 'GET',
  path: '/api/enrolments/:id/review-draft',
  summary: 'Reasons of a return that the caller has gathered so far; nobody else sees them',
  access: ['enrolment-review'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid }),
  output: z.strictObject({ reasons: z.array(returnReason) }),
})

export const saveReviewDraft = endpoint({
  name: 'enrolment.save-review-draft',
  kind: 'command',
  method: 'POST',
  path: '/api/enrolments/:id/review-draft',
  summary: 'Keeps the reasons while they are gathered; they are gone once the enrolment is decided',
  access: ['enrolment-review'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, reasons: z.array(draftReason).check(z.maxLength(50)) }),
  output: z.strictObject({ kept: count }),
})
