import * as z from 'zod/mini'
import { benefitLine, claimKind } from './claim-shapes.ts'
import { endpoint } from './endpoint.ts'
import { count, nothing, text, uuid, yuan } from './primitives.ts'

/** Whoever judges claims or sets plans may try what a version pays. */
const TRYING = ['claim-first-review', 'claim-second-review', 'claim-approval', 'administration', 'audit'] as const

export const listPlanVersions = endpoint({
  name: 'benefit-trial.list-versions',
  kind: 'query',
  method: 'GET',
  path: '/api/benefit-trial/versions',
  summary: 'Every plan with its versions, the latest first, and the kinds of claim that each pays',
  access: [...TRYING, 'claim-entry', 'payout-making', 'payout-release'],
  scope: 'public',
  input: nothing,
  output: z.strictObject({
    plans: z.array(
      z.strictObject({
        code: z.string(),
        name: z.string(),
        versions: z.array(z.strictObject({ id: uuid, version: z.string(), kinds: z.array(claimKind) })),
      }),
    ),
  }),
})

const calculated = z.strictObject({
  planName: z.string(),
  version: z.string(),
  total: yuan,
  lines: z.array(benefitLine),
  warnings: z.array(z.string()),
  days: count,
  admissions: count,
})
const figures = z.nullable(z.strictObject({ formula: z.string(), amount: yuan }))
const changes = z.array(z.strictObject({ rule: z.string(), before: figures, after: figures }))
const problems = z.array(z.strictObject({ field: z.string(), message: z.string() }))

/** 给付试算: nothing is stored; facts are given as JSON, the form of `benefit try`. */
export const tryBenefit = endpoint({
  name: 'benefit-trial.try',
  kind: 'query',
  method: 'POST',
  path: '/api/benefit-trial',
  summary: '给付试算: what a plan version pays for facts, and what another version of it would pay instead',
  access: TRYING,
  scope: 'public',
  rate: { per: 'account', count: 120, minutes: 1 },
  input: z.strictObject({
    planVersionId: uuid,
    /** Another version of the same plan, to compare with. */
    againstId: z.optional(uuid),
    facts: text(200_000),
  }),
  output: z.strictObject({
    answer: z.nullable(calculated),
    against: z.nullable(calculated),
    /** From the other version to this one; steps that are alike are left out. */
    changes,
    /** Why either could not be calculated, by the field of the facts. */
    problems,
  }),
})

/** The facts of a case as last calculated, under another version; the case stays as it is. */
export const tryClaim = endpoint({
  name: 'benefit-trial.try-claim',
  kind: 'command',
  method: 'POST',
  path: '/api/benefit-trial/claim',
  summary: 'What a case would be paid under another version of its plan, beside its own; journaled, nothing is stored',
  access: TRYING,
  scope: 'subtree',
  input: z.strictObject({ number: z.string().check(z.regex(/^[A-Z0-9]{10,21}$/)), planVersionId: z.optional(uuid) }),
  output: z.strictObject({
    number: z.string(),
    planCode: z.string(),
    /** As it was calculated for the case. */
    own: calculated,
    answer: z.nullable(calculated),
    changes,
    problems,
  }),
})
