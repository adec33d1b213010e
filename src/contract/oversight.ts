import * as z from 'zod/mini'
import { claimExport } from './claim-exports.ts'
import { endpoint } from './endpoint.ts'
import { BATCH_STATES } from './roster-imports.ts'
import { count, nothing, timestamp, uuid } from './primitives.ts'

export const FOUND_KINDS = ['enrolment', 'certificate', 'registration', 'unit'] as const

/** Ctrl K: a POST, since what is typed may be anything, and nothing of it belongs into an address. */
export const findObjects = endpoint({
  name: 'oversight.find',
  kind: 'query',
  method: 'POST',
  path: '/api/find',
  summary:
    'Enrolments, letters and registrations by the beginning of their number, units by name or credit code; in scope, for the caller’s desks, a few of each',
  access: 'signed-in',
  scope: 'subtree',
  rate: { per: 'account', count: 120, minutes: 1 },
  input: z.strictObject({ text: z.string().check(z.maxLength(50)) }),
  output: z.strictObject({
    found: z.array(
      z.strictObject({
        kind: z.enum(FOUND_KINDS),
        id: uuid,
        /** Number of the object, credit code of a unit. */
        number: z.string(),
        unitName: z.string(),
        /** A letter that was printed stands on the other tab. */
        printed: z.boolean(),
      }),
    ),
  }),
})

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
    /** What runs, is ready and not yet fetched, or waits for a decision. */
    open: count,
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
