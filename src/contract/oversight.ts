import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { count, nothing, uuid } from './primitives.ts'

export const FOUND_KINDS = ['enrolment', 'certificate', 'claim', 'registration', 'unit'] as const

/** Ctrl K: a POST, since what is typed may be anything, and nothing of it belongs into an address. */
export const findObjects = endpoint({
  name: 'oversight.find',
  kind: 'query',
  method: 'POST',
  path: '/api/find',
  summary:
    'Enrolments, letters, cases and registrations by the beginning of their number, units by name or credit code; in scope, for the caller’s desks, a few of each',
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

/** The number at 任务中心, for the frame of every page. */
export const countTasks = endpoint({
  name: 'oversight.count-tasks',
  kind: 'query',
  method: 'GET',
  path: '/api/tasks/count',
  summary: 'How many exports and imports of the caller run or are ready and not yet fetched, and wait for a decision',
  access: 'signed-in',
  scope: 'account',
  input: nothing,
  output: z.strictObject({ open: count }),
})
