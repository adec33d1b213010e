import * as z from 'zod/mini'
import { CLAIM_DESKS, claimFilters } from './claims.ts'
import { endpoint, fileRoute } from './endpoint.ts'
import { count, line, nothing, optionalLine, timestamp, uuid } from './primitives.ts'

/** Tabs of 申领查询. */
export const ARCHIVE_TABS = ['closed', 'open', 'all'] as const

export const EXPORT_STATES = [
  'asked',
  'queued',
  'running',
  'done',
  'failed',
  'refused',
  'cancelled',
  'expired',
] as const

/** Why an export failed. */
export const EXPORT_PROBLEMS = ['not-allowed', 'too-many-rows', 'needs-reason', 'interrupted', 'fault'] as const

const queried = { tab: z.enum(ARCHIVE_TABS), ...claimFilters }
const begun = z.strictObject({ id: uuid, state: z.enum(EXPORT_STATES), rows: count })

export const startClaimExport = endpoint({
  name: 'claim-exports.start',
  kind: 'command',
  method: 'POST',
  path: '/api/claim-exports',
  summary: '导出: all that was queried, masked, written by a job; more than 1,000 rows ask for a reason',
  access: CLAIM_DESKS,
  scope: 'subtree',
  input: z.strictObject({ ...queried, reason: optionalLine(200) }),
  output: begun,
})

/** Numbers, cards and diagnoses in full: the password again, a reason, and a second person before anything is written. */
export const startUnmaskedClaimExport = endpoint({
  name: 'claim-exports.start-unmasked',
  kind: 'command',
  method: 'POST',
  path: '/api/claim-exports/unmasked',
  summary:
    '导出完整号码: asks a second person to allow an export with numbers and cards in full, and diagnoses for desks that read them',
  access: CLAIM_DESKS,
  scope: 'subtree',
  reauthenticates: true,
  input: z.strictObject({ ...queried, reason: line(200) }),
  output: begun,
})

export const decideClaimExport = endpoint({
  name: 'claim-exports.decide',
  kind: 'command',
  method: 'POST',
  path: '/api/claim-exports/:id/decide',
  summary: 'The second person of an export in full allows or refuses it: an administrator, or the unit’s other lead',
  access: ['administration', 'unit-handler'],
  scope: 'subtree',
  reauthenticates: true,
  input: z.strictObject({ id: uuid, allow: z.boolean(), note: optionalLine(200) }),
  output: z.strictObject({ state: z.enum(EXPORT_STATES) }),
})

/** An export as its asker, or the second person, sees it; what was queried stands in words, numbers masked. */
export const claimExport = z.strictObject({
  id: uuid,
  state: z.enum(EXPORT_STATES),
  unmasked: z.boolean(),
  queried: z.string(),
  reason: z.string(),
  askedBy: z.string(),
  askedAt: timestamp,
  /** Rows written, of those counted: up to 10,000 before it runs. */
  rows: count,
  total: count,
  problem: z.nullable(z.enum(EXPORT_PROBLEMS)),
  decidedBy: z.nullable(z.string()),
  note: z.string(),
  finishedAt: z.nullable(timestamp),
  fetchedAt: z.nullable(timestamp),
  expiresAt: z.nullable(timestamp),
  size: z.nullable(count),
})

export const listClaimExports = endpoint({
  name: 'claim-exports.list',
  kind: 'query',
  method: 'GET',
  path: '/api/claim-exports',
  summary: 'The caller’s own exports of the last weeks, newest first, with the progress of those that run',
  access: CLAIM_DESKS,
  scope: 'account',
  input: nothing,
  output: z.strictObject({ exports: z.array(claimExport) }),
})

export const cancelClaimExport = endpoint({
  name: 'claim-exports.cancel',
  kind: 'command',
  method: 'POST',
  path: '/api/claim-exports/:id/cancel',
  summary: '取消: an export that waits ends at once, one that runs within a second',
  access: CLAIM_DESKS,
  scope: 'account',
  input: z.strictObject({ id: uuid }),
  output: z.strictObject({ done: z.literal(true) }),
})

export const downloadClaimExport = fileRoute({
  name: 'claim-exports.download',
  kind: 'download',
  method: 'GET',
  path: '/api/claim-exports/:id/file',
  summary:
    'The workbook of a finished export, for its asker alone, for seven days; rights are judged again, each journaled',
  access: CLAIM_DESKS,
  scope: 'account',
  input: z.strictObject({ id: uuid }),
  output: z.any(),
})
