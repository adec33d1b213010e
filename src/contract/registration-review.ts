import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { count, cursor, optionalLine, pageOf, pageSize, text, timestamp, uuid, version } from './primitives.ts'
import { holder } from './work-pool.ts'
import { registration, REGISTRATION_STATES, registrationField, reasons } from './registration.ts'

const poolRow = z.strictObject({
  id: uuid,
  number: z.string(),
  state: z.enum(REGISTRATION_STATES),
  unitName: z.string(),
  creditCode: z.string(),
  agencyName: z.string(),
  contactName: z.string(),
  submittedAt: timestamp,
  dueAt: z.nullable(timestamp),
  overdue: z.boolean(),
  holder: z.nullable(holder),
})

/** 单位管理 · 注册/审核: 待处理(n) / 处理中(n). */
export const listRegistrations = endpoint({
  name: 'units.list-registrations',
  kind: 'query',
  method: 'GET',
  path: '/api/registrations',
  summary: 'Pool and archive of registrations in scope, keyset pages, oldest first in the pool',
  access: ['registration-review', 'administration', 'audit'],
  scope: 'subtree',
  input: z.strictObject({
    tab: z.enum(['waiting', 'mine', 'held', 'decided']),
    unitName: optionalLine(100),
    creditCode: optionalLine(18),
    number: optionalLine(30),
    cursor,
    limit: pageSize,
  }),
  output: z.strictObject({ ...pageOf(poolRow).shape, waiting: count, mine: count }),
})

/** Reasons that are still being written: a text may be empty. */
const draftReasons = z.array(z.strictObject({ field: registrationField, text: text(500) })).check(z.maxLength(30))

export const getRegistration = endpoint({
  name: 'units.get-registration',
  kind: 'command',
  method: 'POST',
  path: '/api/registrations/:id/open',
  summary: 'The registration in full for its holder, one journal entry per opening; masked for others',
  access: ['registration-review', 'administration', 'audit'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid }),
  output: z.strictObject({
    id: uuid,
    registration,
    agencyName: z.string(),
    submittedAt: timestamp,
    holder: z.nullable(holder),
    /** Other units or registrations with the same name, union code or phone. */
    alike: z.array(
      z.strictObject({ what: z.enum(['name', 'union-code', 'phone']), number: z.string(), unitName: z.string() }),
    ),
    creditCodeVerdict: z.enum(['fine', 'wrong-check-digit']),
    unionCreditCodeVerdict: z.enum(['fine', 'wrong-check-digit']),
    history: z.array(z.strictObject({ at: timestamp, action: z.string() })),
    /** What each return asked for; `at` is that of its line in the history. */
    returns: z.array(z.strictObject({ at: timestamp, reasons })),
    /** Reasons of a return that the caller has gathered so far; nobody else sees them. */
    draft: draftReasons,
  }),
})

export const saveRegistrationReviewDraft = endpoint({
  name: 'units.save-review-draft',
  kind: 'command',
  method: 'POST',
  path: '/api/registrations/:id/review-draft',
  summary: 'Keeps the reasons while they are gathered; they are gone once the registration is decided',
  access: ['registration-review'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, reasons: draftReasons }),
  output: z.strictObject({ kept: count }),
})

export const approveRegistration = endpoint({
  name: 'units.approve-registration',
  kind: 'command',
  method: 'POST',
  path: '/api/registrations/:id/approve',
  summary: 'Makes unit and account and sends the SMS with user name and activation code',
  access: ['registration-review'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, version }),
  output: z.strictObject({ userName: z.string(), unitId: uuid }),
})

export const returnRegistration = endpoint({
  name: 'units.return-registration',
  kind: 'command',
  method: 'POST',
  path: '/api/registrations/:id/return',
  summary: 'Returns with reasons per field, which the applicant sees and mends',
  access: ['registration-review'],
  scope: 'subtree',
  input: z.strictObject({
    id: uuid,
    version,
    reasons: z
      .array(z.strictObject({ field: registrationField, text: z.string().check(z.minLength(1), z.maxLength(500)) }))
      .check(z.minLength(1), z.maxLength(30)),
  }),
  output: z.strictObject({ done: z.literal(true) }),
})
