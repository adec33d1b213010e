import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import {
  count,
  cursor,
  mobile,
  nothing,
  optionalLine,
  pageOf,
  pageSize,
  smsCode,
  text,
  timestamp,
  uuid,
  version,
} from './primitives.ts'
import { holder } from './work-pool.ts'

const unitProfile = z.strictObject({
  name: z.string(),
  creditCode: z.string(),
  address: z.string(),
  agencyName: z.string(),
  officeName: z.string(),
  officeTelephone: z.string(),
  /** Where papers and questions go. */
  officeMail: z.string(),
  officeAddress: z.string(),
  contactName: z.string(),
  contactPhoneMasked: z.string(),
  contactTelephone: z.string(),
  contactMail: z.string(),
  invoiceTitle: z.string(),
  taxNumber: z.string(),
  invoiceMail: z.string(),
  staffCount: count,
  womenCount: count,
  /** A change that waits for the office. */
  pending: z.nullable(z.strictObject({ submittedAt: timestamp, fields: z.array(z.string()) })),
  /**
   * Why the last change was returned, and what it asked for; null once another was asked for, or the office changed the
   * handler itself.
   */
  returned: z.nullable(
    z.strictObject({
      reason: z.string(),
      explanation: z.string(),
      /** Another handler was asked for; their number and phone have to be typed again, since they are kept sealed. */
      anotherHandler: z.boolean(),
      wanted: z.strictObject({
        name: z.optional(z.string()),
        address: z.optional(z.string()),
        invoiceTitle: z.optional(z.string()),
        taxNumber: z.optional(z.string()),
        invoiceMail: z.optional(z.string()),
        contactName: z.optional(z.string()),
        contactTelephone: z.optional(z.string()),
        contactMail: z.optional(z.string()),
      }),
    }),
  ),
})

/** 信息维护 */
export const getUnitProfile = endpoint({
  name: 'units.profile',
  kind: 'query',
  method: 'GET',
  path: '/api/unit/profile',
  summary: 'The unit’s own record',
  access: ['unit-handler'],
  scope: 'subtree',
  input: nothing,
  output: unitProfile,
})

/** 【发送验证码】 to the handler's new phone: only a phone whose code was read goes to the office. */
export const sendChangeCode = endpoint({
  name: 'units.send-change-code',
  kind: 'command',
  method: 'POST',
  path: '/api/unit/changes/code',
  summary: 'Sends a code to the phone that is to be the handler’s',
  access: ['unit-handler'],
  scope: 'account',
  reauthenticates: true,
  input: z.strictObject({ phone: mobile }),
  output: z.strictObject({ resendAfterSeconds: z.int() }),
})

export const requestUnitChange = endpoint({
  name: 'units.request-change',
  kind: 'command',
  method: 'POST',
  path: '/api/unit/changes',
  summary: 'Asks the office to change name, address, contact or invoice details',
  access: ['unit-handler'],
  scope: 'subtree',
  reauthenticates: true,
  input: z.strictObject({
    name: optionalLine(100),
    address: optionalLine(200),
    /**
     * With another number another person: the present account ends, and the new handler is invited by SMS to the phone
     * below. With the present number a name that was misspelt.
     */
    contactName: optionalLine(50),
    contactIdNumber: optionalLine(30),
    contactPhone: z.optional(mobile),
    contactTelephone: optionalLine(30),
    contactMail: optionalLine(100),
    /** From the SMS to the new phone, where the phone changes. */
    code: z.optional(smsCode),
    /** The caller's password, asked for again where the contact or their phone changes. */
    password: z.optional(z.string().check(z.minLength(1), z.maxLength(512))),
    invoiceTitle: optionalLine(100),
    taxNumber: optionalLine(20),
    invoiceMail: optionalLine(100),
    explanation: z.optional(text(500)),
  }),
  output: z.strictObject({ id: uuid }),
})

const unitChange = z.strictObject({
  id: uuid,
  unitName: z.string(),
  submittedAt: timestamp,
  explanation: z.string(),
  changes: z.array(z.strictObject({ field: z.string(), before: z.string(), after: z.string() })),
  /** Fields whose new value is a credit code with a wrong check digit. */
  doubtful: z.array(z.string()),
  holder: z.nullable(holder),
  /** When it should be decided. */
  dueAt: z.nullable(timestamp),
  overdue: z.boolean(),
  version,
})

export const listUnitChanges = endpoint({
  name: 'units.list-changes',
  kind: 'query',
  method: 'GET',
  path: '/api/unit-changes',
  summary: '变更审核: changes that units ask for',
  access: ['change-review', 'audit'],
  scope: 'subtree',
  input: z.strictObject({
    /** `pending`: all that wait for a decision; the pool parts them by who has taken them. */
    state: z.enum(['pending', 'waiting', 'mine', 'held', 'approved', 'returned']),
    cursor,
    limit: pageSize,
  }),
  output: z.strictObject({ ...pageOf(unitChange).shape, waiting: count, mine: count, held: count }),
})

export const getUnitChange = endpoint({
  name: 'units.get-change',
  kind: 'command',
  method: 'POST',
  path: '/api/unit-changes/:id/open',
  summary: 'One change, its new values in full for its holder, one journal entry per opening; masked for others',
  access: ['change-review', 'audit'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid }),
  output: z.extend(unitChange, { state: z.enum(['pending', 'approved', 'returned']) }),
})

export const decideUnitChange = endpoint({
  name: 'units.decide-change',
  kind: 'command',
  method: 'POST',
  path: '/api/unit-changes/:id/decide',
  summary: 'Approves, or returns with a reason',
  access: ['change-review'],
  scope: 'subtree',
  reauthenticates: true,
  input: z.strictObject({ id: uuid, version, verdict: z.enum(['approve', 'return']), reason: optionalLine(500) }),
  output: z.strictObject({ done: z.literal(true) }),
})
