import * as z from 'zod/mini'
import { endpoint, fileRoute } from './endpoint.ts'
import { count, line, nothing, optionalLine, uuid, version } from './primitives.ts'

const bankAccount = z.strictObject({
  name: line(100),
  bank: line(100),
  number: z.string().check(z.regex(/^[0-9 -]{6,40}$/)),
})

const organisation = z.strictObject({
  id: uuid,
  parentId: z.nullable(uuid),
  kind: z.enum(['head', 'office', 'agency']),
  code: z.string(),
  name: z.string(),
  address: z.string(),
  telephone: z.string(),
  mail: z.string(),
  account: z.nullable(z.strictObject({ name: z.string(), bank: z.string(), number: z.string() })),
  settlementDay: z.nullable(z.int()),
  onePersonMayReviewAndConfirm: z.boolean(),
  unpaidDays: z.int(),
  hasSeal: z.boolean(),
  units: count,
  version,
})

/** 机构与岗位: the tree below the caller's node, without the member units, whose number is told. */
export const listOrganisations = endpoint({
  name: 'organisations.list',
  kind: 'query',
  method: 'GET',
  path: '/api/organisations',
  summary: 'Head office, offices and agencies in scope, parents before children',
  access: ['administration', 'audit'],
  scope: 'subtree',
  input: nothing,
  output: z.strictObject({ organisations: z.array(organisation) }),
})

const fields = {
  name: line(100),
  address: optionalLine(200),
  telephone: optionalLine(40),
  mail: optionalLine(100),
  account: z.optional(bankAccount),
  settlementDay: z.optional(z.int().check(z.minimum(1), z.maximum(28))),
  onePersonMayReviewAndConfirm: z.optional(z.boolean()),
  unpaidDays: z.optional(z.int().check(z.minimum(1), z.maximum(365))),
}

export const addOrganisation = endpoint({
  name: 'organisations.add',
  kind: 'command',
  method: 'POST',
  path: '/api/organisations',
  summary: 'A new office or agency below one in scope; its place and its code never change afterwards',
  access: ['administration'],
  scope: 'subtree',
  reauthenticates: true,
  input: z.strictObject({
    parentId: uuid,
    kind: z.enum(['office', 'agency']),
    code: z.string().check(z.regex(/^\d{4}$/)),
    ...fields,
  }),
  output: z.strictObject({ id: uuid }),
})

export const changeOrganisation = endpoint({
  name: 'organisations.change',
  kind: 'command',
  method: 'POST',
  path: '/api/organisations/:id',
  summary: 'Name, address, telephone, receiving account, settlement day and settings of an office or agency',
  access: ['administration'],
  scope: 'subtree',
  reauthenticates: true,
  input: z.strictObject({ id: uuid, version, ...fields }),
  output: z.strictObject({ version }),
})

export const uploadSeal = fileRoute({
  name: 'organisations.upload-seal',
  kind: 'upload',
  method: 'POST',
  path: '/api/organisations/:id/seal',
  summary: 'Seal image of an office: png or jpg up to 10 MB, re-encoded; letters drawn from then on bear it',
  access: ['administration'],
  scope: 'subtree',
  reauthenticates: true,
  limit: 10 * 1024 * 1024,
  input: z.strictObject({ id: uuid }),
  output: z.strictObject({ done: z.literal(true) }),
})
