import * as z from 'zod/mini'
import { DESKS } from '../domain/organisations/desks.ts'
import { endpoint } from './endpoint.ts'
import { line, mobile, optionalLine, timestamp, uuid, version } from './primitives.ts'

const desks = z.array(z.enum(DESKS)).check(z.minLength(1), z.maxLength(DESKS.length))

/** An account as its administration sees it. */
export const member = z.strictObject({
  id: uuid,
  userName: z.string(),
  name: z.string(),
  phoneMasked: z.string(),
  desks: z.array(z.enum(DESKS)),
  state: z.enum(['invited', 'active', 'disabled']),
  signedInAt: z.nullable(timestamp),
  version,
})

/** Accounts of one organisation, for its administration. */
export const listMembers = endpoint({
  name: 'accounts.list-members',
  kind: 'query',
  method: 'GET',
  path: '/api/organisations/:organisationId/members',
  summary: 'Accounts of an organisation in scope with their desks and state, phones masked',
  access: ['administration', 'audit'],
  scope: 'subtree',
  input: z.strictObject({ organisationId: uuid }),
  output: z.strictObject({ members: z.array(member) }),
})

export const inviteMember = endpoint({
  name: 'accounts.invite-member',
  kind: 'command',
  method: 'POST',
  path: '/api/organisations/:organisationId/members',
  summary: 'A new account of an organisation in scope; user name and activation code go out by SMS',
  access: ['administration'],
  scope: 'subtree',
  reauthenticates: true,
  input: z.strictObject({
    organisationId: uuid,
    name: line(50),
    idNumber: line(30),
    phone: mobile,
    userName: optionalLine(64),
    desks,
  }),
  output: z.strictObject({ id: uuid, userName: z.string() }),
})

export const changeMember = endpoint({
  name: 'accounts.change-member',
  kind: 'command',
  method: 'POST',
  path: '/api/members/:id',
  summary: 'Desks or phone of an account, or disables it and ends its sessions, or invites it again by a new code',
  access: ['administration'],
  scope: 'subtree',
  reauthenticates: true,
  input: z.strictObject({
    id: uuid,
    version,
    desks: z.optional(desks),
    phone: z.optional(mobile),
    state: z.optional(z.enum(['disabled', 'invited'])),
  }),
  output: z.strictObject({ version }),
})
