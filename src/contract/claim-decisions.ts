import * as z from 'zod/mini'
import { GRADES } from '../domain/plans/benefit-terms.ts'
import { endpoint } from './endpoint.ts'
import { line, optionalLine, text, version, yuan } from './primitives.ts'
import { DECIDING, seen, cases, decided, point } from './claim-review.ts'

/** For officers only; the unit never reads it. */
const note = z.optional(text(1000))

export const passClaims = endpoint({
  name: 'claim-review.pass',
  kind: 'command',
  method: 'POST',
  path: '/api/claim-reviews/pass',
  summary: '初审通过: cases of one event go on to 申领复审',
  access: ['claim-first-review'],
  scope: 'subtree',
  input: z.strictObject({ cases, note }),
  output: decided,
})

export const approveClaims = endpoint({
  name: 'claim-review.approve',
  kind: 'command',
  method: 'POST',
  path: '/api/claim-reviews/approve',
  summary: '同意 at 复审 or 审批: the payee is frozen and the cases are payable, or go on to 申领审批',
  access: ['claim-second-review', 'claim-approval'],
  scope: 'subtree',
  input: z.strictObject({ cases, note }),
  output: decided,
})

export const proposeEnding = endpoint({
  name: 'claim-review.propose',
  kind: 'command',
  method: 'POST',
  path: '/api/claim-reviews/:id/propose',
  summary: '初审 proposes 拒付 by a clause, or 不予给付 where the amount is 0; 复审 decides',
  access: ['claim-first-review'],
  scope: 'subtree',
  input: z.strictObject({
    ...seen.shape,
    proposal: z.enum(['decline', 'refuse']),
    clause: optionalLine(20),
    reason: line(1000),
    note,
  }),
  output: decided,
})

export const confirmEnding = endpoint({
  name: 'claim-review.confirm-ending',
  kind: 'command',
  method: 'POST',
  path: '/api/claim-reviews/:id/confirm-ending',
  summary: '复审 agrees to what 初审 proposed: 拒付结案 or 不予给付, with a letter; what was reserved is free again',
  access: ['claim-second-review'],
  scope: 'subtree',
  input: z.strictObject({ ...seen.shape, note }),
  output: decided,
})

export const returnClaims = endpoint({
  name: 'claim-review.return',
  kind: 'command',
  method: 'POST',
  path: '/api/claim-reviews/return',
  summary: '退回 to 材料上传 or 费用录入 with points at fields and images; the unit is told, the reserve is free',
  access: DECIDING,
  scope: 'subtree',
  input: z.strictObject({
    cases,
    to: z.enum(['materials', 'entry']),
    points: z.array(point).check(z.minLength(1), z.maxLength(50)),
    note,
  }),
  output: decided,
})

export const returnClaimsInside = endpoint({
  name: 'claim-review.return-inside',
  kind: 'command',
  method: 'POST',
  path: '/api/claim-reviews/return-inside',
  summary: '退回初审: from 复审 or 审批 back to 初审, without the unit',
  access: ['claim-second-review', 'claim-approval'],
  scope: 'subtree',
  input: z.strictObject({ cases, note: line(1000) }),
  output: decided,
})

export const regradeClaim = endpoint({
  name: 'claim-review.regrade',
  kind: 'command',
  method: 'POST',
  path: '/api/claim-reviews/:id/regrade',
  summary: '改判: another grade, category or diagnosis; amount and reserve change, and the next desk sees both',
  access: ['claim-first-review', 'claim-second-review'],
  scope: 'subtree',
  input: z.strictObject({
    ...seen.shape,
    grade: z.optional(z.enum(GRADES)),
    category: optionalLine(60),
    inSitu: z.optional(z.boolean()),
    disabilityGrade: z.optional(z.int().check(z.minimum(1), z.maximum(10))),
    diagnosisCode: optionalLine(20),
    diagnosisName: optionalLine(200),
    reason: line(1000),
  }),
  output: z.strictObject({ ...decided.shape, before: z.nullable(yuan), after: yuan }),
})

export const recalculateClaim = endpoint({
  name: 'claim-review.recalculate',
  kind: 'command',
  method: 'POST',
  path: '/api/claim-reviews/:id/recalculate',
  summary: 'Calculates again what another case of the person made outdated; the reserve follows',
  access: DECIDING,
  scope: 'subtree',
  input: seen,
  output: z.strictObject({ before: z.nullable(yuan), after: yuan, version }),
})

export const withdrawClaim = endpoint({
  name: 'claim-review.withdraw',
  kind: 'command',
  method: 'POST',
  path: '/api/claims/:id/withdraw',
  summary: '撤案 by the unit, from the first submission until the last approval, also while somebody holds it',
  access: ['unit-handler'],
  scope: 'subtree',
  input: z.strictObject({ ...seen.shape, reason: line(500) }),
  output: decided,
})
