import * as z from 'zod/mini'
import { MESSAGES, type MessageKind } from '../domain/messages/templates.ts'
import { endpoint } from './endpoint.ts'
import { count, nothing, timestamp, uuid } from './primitives.ts'

/** 短信与邮件: served in a demo database only, where codes have to be read by somebody who is not signed in yet. */
export const listDemoMessages = endpoint({
  name: 'messages.list-demo',
  kind: 'query',
  method: 'GET',
  path: '/api/demo/messages',
  summary: 'The last 100 messages that a demo database would have sent, the newest first',
  access: 'anyone',
  scope: 'public',
  input: nothing,
  output: z.strictObject({
    messages: z.array(
      z.strictObject({
        id: uuid,
        at: timestamp,
        channel: z.enum(['sms', 'mail']),
        recipient: z.string(),
        subject: z.string(),
        text: z.string(),
      }),
    ),
  }),
})

const kinds = Object.keys(MESSAGES) as [MessageKind, ...MessageKind[]]

/** 未送达的短信与邮件: what was given up lately. Nobody is named and no text is shown; administrators mend the way. */
export const listUndelivered = endpoint({
  name: 'messages.list-undelivered',
  kind: 'query',
  method: 'GET',
  path: '/api/messages/undelivered',
  summary: 'Messages of the last 7 days that were given up, the last 50 of them, and how many there are in all',
  access: ['administration'],
  scope: 'subtree',
  input: nothing,
  output: z.strictObject({
    total: count,
    messages: z.array(
      z.strictObject({
        id: uuid,
        at: timestamp,
        channel: z.enum(['sms', 'mail']),
        kind: z.enum(kinds),
        organisationName: z.string(),
        attempts: count,
        /** Whether the other side refused it or it stayed unknown, as its gateway put it. */
        reason: z.string(),
        doubtful: z.boolean(),
      }),
    ),
  }),
})
