import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { count, timestamp, uuid } from './primitives.ts'

/** Kinds of subject that wait in a pool. The desk is given by the kind and its state. */
export const workKind = z.enum([
  'registration',
  'enrolment-review',
  'payment',
  'unit-change',
  'claim-entry',
  'claim-first-review',
  'claim-second-review',
  'claim-approval',
  'claim-payee-review',
])

/** Desks that work a pool; a unit's handlers share 费用录入 with the office's clerks. */
const POOL_DESKS = [
  'registration-review',
  'enrolment-review',
  'finance',
  'change-review',
  'unit-handler',
  'claim-entry',
  'claim-first-review',
  'claim-second-review',
  'claim-approval',
] as const

export const holder = z.strictObject({ name: z.string(), until: timestamp, mine: z.boolean() })

export const takeWork = endpoint({
  name: 'work-pool.take',
  kind: 'command',
  method: 'POST',
  path: '/api/work/take',
  summary: '获取: takes one or several; answers per subject what was got and who holds the rest',
  access: POOL_DESKS,
  scope: 'subtree',
  input: z.strictObject({ kind: workKind, subjects: z.array(uuid).check(z.minLength(1), z.maxLength(100)) }),
  output: z.strictObject({
    results: z.array(z.strictObject({ subject: uuid, got: z.boolean(), holder: z.nullable(holder) })),
  }),
})

export const releaseWork = endpoint({
  name: 'work-pool.release',
  kind: 'command',
  method: 'POST',
  path: '/api/work/release',
  summary: '释放: gives subjects that one holds back to the pool',
  access: POOL_DESKS,
  scope: 'subtree',
  input: z.strictObject({ kind: workKind, subjects: z.array(uuid).check(z.minLength(1), z.maxLength(100)) }),
  output: z.strictObject({ released: count }),
})

/** Who else works a pool: those to whom a lead may hand work over. */
export const listColleagues = endpoint({
  name: 'work-pool.colleagues',
  kind: 'query',
  method: 'GET',
  path: '/api/work/colleagues',
  summary: 'Accounts of the caller’s organisation that work this pool too, and whether the caller may hand work over',
  access: POOL_DESKS,
  scope: 'subtree',
  input: z.strictObject({ kind: workKind }),
  output: z.strictObject({
    leads: z.boolean(),
    colleagues: z.array(z.strictObject({ id: uuid, name: z.string() })),
  }),
})

export const handOverWork = endpoint({
  name: 'work-pool.hand-over',
  kind: 'command',
  method: 'POST',
  path: '/api/work/hand-over',
  summary: '转交: a lead gives subjects, whoever holds them, to somebody of the same organisation with the desk',
  access: POOL_DESKS,
  scope: 'subtree',
  input: z.strictObject({ kind: workKind, subjects: z.array(uuid).check(z.minLength(1), z.maxLength(100)), to: uuid }),
  output: z.strictObject({ handed: count, to: z.string() }),
})

export const countWork = endpoint({
  name: 'work-pool.counts',
  kind: 'query',
  method: 'GET',
  path: '/api/work/counts',
  summary: 'Counts for the menu and the home page: waiting, and held by the caller',
  access: 'signed-in',
  scope: 'subtree',
  input: z.strictObject({}),
  output: z.strictObject({
    /** `due`: when the most urgent of them should be decided. */
    pools: z.array(
      z.strictObject({ kind: workKind, waiting: count, mine: count, overdue: count, due: z.nullable(timestamp) }),
    ),
    /** Unit side: enrolments in 录入中 or 初审退回, in 开票录入, letters not yet printed. */
    enrolmentsToEdit: count,
    enrolmentsToInvoice: count,
    lettersToPrint: count,
  }),
})
