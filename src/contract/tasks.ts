import * as z from 'zod/mini'
import { claimExport } from './claim-exports.ts'
import { endpoint } from './endpoint.ts'
import { count, nothing, timestamp, uuid } from './primitives.ts'
import { BATCH_STATES } from './roster-imports.ts'

/** 任务中心: what runs for the caller, what is ready, and what waits for a decision. */
export const listTasks = endpoint({
  name: 'oversight.tasks',
  kind: 'query',
  method: 'GET',
  path: '/api/tasks',
  summary: 'The caller’s exports and imports, running or ended lately, and exports that wait for the caller’s decision',
  access: 'signed-in',
  scope: 'account',
  input: nothing,
  output: z.strictObject({
    exports: z.array(claimExport),
    toDecide: z.array(claimExport),
    imports: z.array(
      z.strictObject({
        id: uuid,
        enrolmentId: uuid,
        enrolmentNumber: z.string(),
        planCode: z.string(),
        planName: z.string(),
        fileName: z.string(),
        state: z.enum(BATCH_STATES),
        bytesRead: count,
        bytes: count,
        rows: count,
        accepted: count,
        refused: count,
        startedAt: timestamp,
        finishedAt: z.nullable(timestamp),
      }),
    ),
  }),
})
