import * as z from 'zod/mini'
import { endpoint, fileRoute } from './endpoint.ts'
import { count, timestamp, uuid } from './primitives.ts'

export const ATTACHMENT_KINDS = ['social-insurance', 'over-age', 'other'] as const

export const attachment = z.strictObject({
  id: uuid,
  kind: z.enum(ATTACHMENT_KINDS),
  name: z.string(),
  size: count,
  createdAt: timestamp,
})

export const uploadAttachment = fileRoute({
  name: 'enrolment.upload-attachment',
  kind: 'upload',
  method: 'POST',
  path: '/api/enrolments/:id/attachments/:kind',
  summary: '社会保险缴费证明表 (required), 超龄证明 (with E07), others: jpg, jpeg, png or pdf up to 10 MB',
  access: ['unit-handler'],
  scope: 'subtree',
  limit: 10 * 1024 * 1024,
  input: z.strictObject({ id: uuid, kind: z.enum(ATTACHMENT_KINDS) }),
  output: attachment,
})

export const removeAttachment = endpoint({
  name: 'enrolment.remove-attachment',
  kind: 'command',
  method: 'POST',
  path: '/api/enrolments/:id/attachments/:attachmentId/remove',
  summary: 'Removes an attachment while the enrolment is being edited',
  access: ['unit-handler'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, attachmentId: uuid }),
  output: z.strictObject({ done: z.literal(true) }),
})

export const viewAttachment = fileRoute({
  name: 'enrolment.view-attachment',
  kind: 'download',
  method: 'GET',
  path: '/api/enrolments/:id/attachments/:attachmentId',
  summary: 'An attachment; each view is journaled',
  access: ['unit-handler', 'enrolment-review', 'audit'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, attachmentId: uuid }),
  output: z.any(),
})
