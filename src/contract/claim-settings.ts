import * as z from 'zod/mini'
import { SHEET_AMOUNTS } from '../domain/plans/benefit-terms.ts'
import { DESKS } from '../domain/organisations/desks.ts'
import { endpoint } from './endpoint.ts'
import { uuid, version, yuan, yuanInput } from './primitives.ts'

const within = (least: number, most: number) => z.int().check(z.minimum(least), z.maximum(most))

/** What an office sets for its claims, and its officers' own limits. */
export const getClaimSettings = endpoint({
  name: 'claim-settings.get',
  kind: 'query',
  method: 'GET',
  path: '/api/claim-settings',
  summary:
    'Settings of the offices in scope for claims, the head last, with the approval limits and leads of their own officers',
  access: ['administration', 'audit'],
  scope: 'subtree',
  input: z.strictObject({}),
  output: z.strictObject({
    offices: z.array(
      z.strictObject({
        id: uuid,
        kind: z.enum(['office', 'head']),
        name: z.string(),
        approvalThreshold: yuan,
        holdMinutes: within(5, 1440),
        firstReviewDays: within(1, 60),
        totalDays: within(1, 200),
        lateClaims: z.boolean(),
        sheetOrder: z.array(z.string()),
        version,
        officers: z.array(
          z.strictObject({
            id: uuid,
            name: z.string(),
            userName: z.string(),
            organisationName: z.string(),
            desks: z.array(z.enum(DESKS)),
            /** Null: as far as the office's threshold. */
            approvalLimit: z.nullable(yuan),
            leads: z.boolean(),
            self: z.boolean(),
            version,
          }),
        ),
      }),
    ),
  }),
})

export const saveClaimSettings = endpoint({
  name: 'claim-settings.save',
  kind: 'command',
  method: 'POST',
  path: '/api/claim-settings/:id',
  summary: 'Changes what an office sets for its claims',
  access: ['administration'],
  scope: 'subtree',
  reauthenticates: true,
  input: z.strictObject({
    id: uuid,
    version,
    approvalThreshold: yuanInput,
    holdMinutes: within(5, 1440),
    firstReviewDays: within(1, 60),
    totalDays: within(1, 200),
    lateClaims: z.boolean(),
    /** Amounts of a settlement sheet in the order of the paper; those left out follow. */
    sheetOrder: z.array(z.enum(SHEET_AMOUNTS)).check(z.maxLength(SHEET_AMOUNTS.length)),
  }),
  output: z.strictObject({ version }),
})

export const saveApprovalLimit = endpoint({
  name: 'claim-settings.save-officer',
  kind: 'command',
  method: 'POST',
  path: '/api/claim-settings/officers/:id',
  summary: 'The amount up to which an officer approves, and whether they lead their desk',
  access: ['administration'],
  scope: 'subtree',
  reauthenticates: true,
  input: z.strictObject({ id: uuid, version, approvalLimit: z.nullable(yuanInput), leads: z.boolean() }),
  output: z.strictObject({ version }),
})
