import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { member } from './members.ts'
import { cursor, line, mobile, optionalLine, pageOf, pageSize, timestamp, uuid, version } from './primitives.ts'

const desks = ['change-review', 'administration', 'audit'] as const

/** 单位管理 · 经办人: for whoever rings the office since they cannot sign in. */
export const listUnits = endpoint({
  name: 'units.list-units',
  kind: 'query',
  method: 'GET',
  path: '/api/units',
  summary: 'Member units in scope by name or credit code, with their handler masked',
  access: desks,
  scope: 'subtree',
  input: z.strictObject({ unitName: optionalLine(100), creditCode: optionalLine(30), cursor, limit: pageSize }),
  output: pageOf(
    z.strictObject({
      id: uuid,
      name: z.string(),
      creditCode: z.string(),
      agencyName: z.string(),
      /** Null where nobody handles things for the unit. */
      handler: z.nullable(z.strictObject({ name: z.string(), phoneMasked: z.string(), state: member.shape.state })),
    }),
  ),
})

export const getHandlers = endpoint({
  name: 'units.handlers',
  kind: 'query',
  method: 'GET',
  path: '/api/units/:id/handlers',
  summary: 'Accounts of a unit, which of them leads, and the last changes that the office made to it',
  access: desks,
  scope: 'subtree',
  input: z.strictObject({ id: uuid }),
  output: z.strictObject({
    name: z.string(),
    creditCode: z.string(),
    /** The account that is told of everything and hands work over. */
    leadId: z.nullable(uuid),
    version,
    members: z.array(member),
    changes: z.array(
      z.strictObject({
        id: uuid,
        at: timestamp,
        officer: z.string(),
        reason: z.string(),
        changes: z.array(z.strictObject({ field: z.string(), before: z.string(), after: z.string() })),
      }),
    ),
  }),
})

/** 更换经办人 with name, number and phone; 更换手机号 with the phone alone. */
export const changeHandler = endpoint({
  name: 'units.change-handler',
  kind: 'command',
  method: 'POST',
  path: '/api/units/:id/handler',
  summary: 'Another handler or another phone of the present one, by the office, with a reason; both phones are told',
  access: ['change-review', 'administration'],
  scope: 'subtree',
  reauthenticates: true,
  input: z.strictObject({
    id: uuid,
    version,
    contactName: optionalLine(50),
    contactIdNumber: optionalLine(30),
    contactPhone: mobile,
    contactTelephone: optionalLine(30),
    contactMail: optionalLine(100),
    reason: line(500),
  }),
  output: z.strictObject({
    /** Of the account that handles the unit's things now; null for an account whose phone alone changed. */
    userName: z.nullable(z.string()),
  }),
})
